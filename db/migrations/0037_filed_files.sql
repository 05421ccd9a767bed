-- The worker writes receipts, which enclose the objection: it reads which files were filed, and never what is in them.
GRANT SELECT (name, size, sha256, filed_at) ON demur.files TO demur_worker;
--> statement-breakpoint
CREATE POLICY worker_reads_filed ON demur.files FOR SELECT TO demur_worker USING (filed_at IS NOT NULL);
