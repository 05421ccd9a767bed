-- What a subscriber has typed and not yet sent goes over to the corrected notice too, with its files. Nobody but the
-- subscriber reads it: the publisher's role moves it unseen.
CREATE FUNCTION demur.carry_drafts(p_superseded uuid, p_by uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog SET enable_nestloop = off AS $$
BEGIN
  IF demur.acting() NOT IN ('privacy_admin', 'owner') THEN RAISE EXCEPTION 'only a publication carries drafts over' USING ERRCODE = 'insufficient_privilege'; END IF;
  WITH pairs AS MATERIALIZED (
    SELECT DISTINCT ON (fresh.id) d.notice_id AS old_id, fresh.id AS fresh_id
    FROM demur.objection_drafts d
    JOIN demur.notices n ON n.id = d.notice_id AND n.change_id = p_superseded AND n.answer = 'superseded'
    JOIN demur.notices fresh ON fresh.change_id = p_by AND fresh.subscriber_id = n.subscriber_id AND fresh.answer IS NULL
    ORDER BY fresh.id, d.updated_at DESC
  ), moved AS (
    UPDATE demur.objection_drafts d SET notice_id = p.fresh_id FROM pairs p WHERE d.notice_id = p.old_id
  )
  UPDATE demur.files f SET notice_id = p.fresh_id FROM pairs p WHERE f.notice_id = p.old_id AND f.side = 'subscriber' AND f.filed_at IS NULL;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.carry_drafts(uuid, uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.carry_drafts(uuid, uuid) TO demur_privacy_admin;
