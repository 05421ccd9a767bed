-- Whoever opens the link of a letter may be signed in: the page still asks once, under the reader's own role.
GRANT EXECUTE ON FUNCTION demur.follower_of(uuid, bytea) TO demur_subscriber, demur_privacy_admin, demur_legal;
