select set_config('lock_timeout', $1, true), set_config('statement_timeout', $2, true),
set_config('timezone', 'UTC', true), set_config('random_page_cost', '1.1', true),
set_config('work_mem', '32MB', true)
