CREATE INDEX "events_of_desk_letters" ON "demur"."events" USING btree ("position") WHERE type = 'letter.composed' and subscriber_id is null and case_id is not null;
--> statement-breakpoint
-- A target of the vendor's own that has passed stands in the log as the letter that says so: to the desk, on a case.
CREATE OR REPLACE FUNCTION demur.news(p_role text, p_user uuid, p_subscriber uuid, p_types text[], p_above bigint, p_below bigint, p_depth integer)
RETURNS TABLE ("position" bigint, at timestamptz) LANGUAGE sql STABLE AS $$
  (SELECT e.position, e.at FROM demur.events e
   WHERE p_role = 'subscriber' AND e.subscriber_id = p_subscriber AND e.position > p_above AND e.position < p_below
     AND e.type = ANY (p_types) AND e.role NOT IN ('subscriber', 'legal')
   ORDER BY e.position DESC LIMIT p_depth)
  UNION ALL
  SELECT e.position, e.at FROM unnest(p_types) AS t (type) CROSS JOIN LATERAL (
    SELECT e.position, e.at FROM demur.events e
    WHERE e.type = t.type AND e.position > p_above AND e.position < p_below
      AND (e.role <> p_role OR t.type LIKE 'approval.%') AND e.actor_id IS DISTINCT FROM p_user
    ORDER BY e.position DESC LIMIT p_depth
  ) e WHERE p_role IN ('privacy_admin', 'legal')
  UNION ALL
  (SELECT e.position, e.at FROM demur.events e
   WHERE p_role = 'privacy_admin' AND e.type = 'letter.composed' AND e.subscriber_id IS NULL AND e.case_id IS NOT NULL
     AND e.position > p_above AND e.position < p_below
   ORDER BY e.position DESC LIMIT p_depth)
$$;
