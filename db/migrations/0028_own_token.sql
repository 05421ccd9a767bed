-- A token is made by who is signed in. That it is not made revoked is the command's to see to, and not a right of anybody's.
ALTER POLICY own_token ON demur.api_tokens WITH CHECK (created_by = demur.acting_user());
