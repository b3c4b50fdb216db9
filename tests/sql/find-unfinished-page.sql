select page from bulk_operation_pages
where organization_id = $1 and operation_id = $2 and done < size limit 1
