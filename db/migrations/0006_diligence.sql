CREATE TABLE "demur"."attestations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subprocessor_id" uuid NOT NULL,
	"item" text NOT NULL,
	"attested_on" date NOT NULL,
	"note" text,
	"file_id" uuid,
	"next_review_on" date NOT NULL,
	"attested_by" uuid NOT NULL,
	"attested_at" timestamp with time zone NOT NULL,
	"supersedes" uuid,
	CONSTRAINT "attested_once" UNIQUE NULLS NOT DISTINCT("subprocessor_id","item","supersedes"),
	CONSTRAINT "diligence_item_word" CHECK ("demur"."attestations"."item" in ('documented_instructions', 'bound_personnel', 'personnel_training', 'technical_measures', 'breach_notice', 'cooperation', 'physical_access', 'system_access', 'data_access', 'transmission', 'entry', 'data_protection', 'logical_separation')),
	CONSTRAINT "attested_with_evidence" CHECK ("demur"."attestations"."note" is not null or "demur"."attestations"."file_id" is not null),
	CONSTRAINT "review_follows" CHECK ("demur"."attestations"."next_review_on" > "demur"."attestations"."attested_on")
);
--> statement-breakpoint
CREATE TABLE "demur"."certifications" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subprocessor_id" uuid NOT NULL,
	"name" text NOT NULL,
	"valid_to" date,
	"held" boolean NOT NULL,
	"note" text,
	"file_id" uuid,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"supersedes" uuid,
	CONSTRAINT "certified_once" UNIQUE NULLS NOT DISTINCT("subprocessor_id","name","supersedes")
);
--> statement-breakpoint
CREATE TABLE "demur"."company_amendments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subprocessor_id" uuid NOT NULL,
	"differences" jsonb NOT NULL,
	"reason" text NOT NULL,
	"amended_by" uuid NOT NULL,
	"amended_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demur"."evidence_files" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subprocessor_id" uuid NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" "bytea",
	"uploaded_by" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"attached_at" timestamp with time zone,
	CONSTRAINT "evidence_of_subprocessor" UNIQUE("subprocessor_id","id"),
	CONSTRAINT "evidence_size_limit" CHECK ("demur"."evidence_files"."size" between 0 and 20971520),
	CONSTRAINT "evidence_hashed_when_complete" CHECK (("demur"."evidence_files"."sha256" is null) = ("demur"."evidence_files"."completed_at" is null)),
	CONSTRAINT "attached_when_complete" CHECK ("demur"."evidence_files"."attached_at" is null or "demur"."evidence_files"."completed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "demur"."evidence_pieces" (
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "evidence_pieces_file_id_position_pk" PRIMARY KEY("file_id","position")
);
--> statement-breakpoint
CREATE TABLE "demur"."register_uploads" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"content" jsonb NOT NULL,
	"sha256" "bytea" NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "demur"."attestations" ADD CONSTRAINT "attestations_subprocessor_id_subprocessors_id_fk" FOREIGN KEY ("subprocessor_id") REFERENCES "demur"."subprocessors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."attestations" ADD CONSTRAINT "attestations_attested_by_users_id_fk" FOREIGN KEY ("attested_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."attestations" ADD CONSTRAINT "attestations_supersedes_attestations_id_fk" FOREIGN KEY ("supersedes") REFERENCES "demur"."attestations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."attestations" ADD CONSTRAINT "evidence_of_attestation" FOREIGN KEY ("subprocessor_id","file_id") REFERENCES "demur"."evidence_files"("subprocessor_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."certifications" ADD CONSTRAINT "certifications_subprocessor_id_subprocessors_id_fk" FOREIGN KEY ("subprocessor_id") REFERENCES "demur"."subprocessors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."certifications" ADD CONSTRAINT "certifications_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."certifications" ADD CONSTRAINT "certifications_supersedes_certifications_id_fk" FOREIGN KEY ("supersedes") REFERENCES "demur"."certifications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."certifications" ADD CONSTRAINT "evidence_of_certification" FOREIGN KEY ("subprocessor_id","file_id") REFERENCES "demur"."evidence_files"("subprocessor_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."company_amendments" ADD CONSTRAINT "company_amendments_subprocessor_id_subprocessors_id_fk" FOREIGN KEY ("subprocessor_id") REFERENCES "demur"."subprocessors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."company_amendments" ADD CONSTRAINT "company_amendments_amended_by_users_id_fk" FOREIGN KEY ("amended_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."evidence_files" ADD CONSTRAINT "evidence_files_subprocessor_id_subprocessors_id_fk" FOREIGN KEY ("subprocessor_id") REFERENCES "demur"."subprocessors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."evidence_files" ADD CONSTRAINT "evidence_files_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."evidence_pieces" ADD CONSTRAINT "evidence_pieces_file_id_evidence_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "demur"."evidence_files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."register_uploads" ADD CONSTRAINT "register_uploads_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "amendments_of_subprocessor" ON "demur"."company_amendments" USING btree ("subprocessor_id","amended_at");