select slug, name, mail_secret as secret from organizations where id = $1
