update users set self_assign_on_resolve = $2 where id = $1
