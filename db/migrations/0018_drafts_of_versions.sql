-- A draft is of a version: its note, and one or more changes, each found again by its key. What a draft became is the
-- version, no longer its one change.
UPDATE demur.change_drafts d SET
  content = jsonb_build_object('note', coalesce(d.content -> 'note', to_jsonb(''::text)),
    'changes', jsonb_build_array((d.content - 'note') || jsonb_build_object('key', gen_random_uuid()))),
  published_as = (SELECT c.policy_version_id FROM demur.changes c WHERE c.id = d.published_as);
