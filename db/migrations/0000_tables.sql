CREATE SCHEMA IF NOT EXISTS "demur";
--> statement-breakpoint
CREATE TABLE "demur"."acceptances" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"notice_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"accepted_by" uuid NOT NULL,
	"accepted_at" timestamp with time zone NOT NULL,
	"taken_back_by" uuid,
	"taken_back_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "demur"."change_drafts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"content" jsonb NOT NULL,
	"against_version" text NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"published_as" uuid
);
--> statement-breakpoint
CREATE TABLE "demur"."changes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"policy_version_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subprocessor_id" uuid NOT NULL,
	"title" text NOT NULL,
	"reason" text NOT NULL,
	"from_terms_id" uuid,
	"to_terms_id" uuid,
	"planned_start_on" date NOT NULL,
	"planned_start_at" timestamp with time zone NOT NULL,
	"supersedes" uuid,
	"published_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" uuid,
	"withdrawal_reason" text,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "superseded_once" UNIQUE("supersedes"),
	CONSTRAINT "change_kind_word" CHECK ("demur"."changes"."kind" in ('addition', 'replacement', 'location', 'data_categories', 'purpose', 'removal')),
	CONSTRAINT "some_terms" CHECK ("demur"."changes"."from_terms_id" is not null or "demur"."changes"."to_terms_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "demur"."extensions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"notice_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"from_closes_at" timestamp with time zone NOT NULL,
	"to_closes_at" timestamp with time zone NOT NULL,
	"last_day" date NOT NULL,
	"reason" text NOT NULL,
	"extended_by" uuid NOT NULL,
	"extended_at" timestamp with time zone NOT NULL,
	CONSTRAINT "only_later" CHECK ("demur"."extensions"."to_closes_at" > "demur"."extensions"."from_closes_at")
);
--> statement-breakpoint
CREATE TABLE "demur"."notices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"reference" text NOT NULL,
	"change_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"occasion" text NOT NULL,
	"window_id" uuid NOT NULL,
	"applies_because" text NOT NULL,
	"service_ids" uuid[] NOT NULL,
	"dora" boolean DEFAULT false NOT NULL,
	"dpa_reference" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"close_recorded_at" timestamp with time zone,
	"recorded_outcome" text,
	"shown_at" timestamp with time zone,
	"early_start_at" timestamp with time zone,
	CONSTRAINT "notice_reference_taken" UNIQUE("reference"),
	CONSTRAINT "notice_of_subscriber" UNIQUE("subscriber_id","id"),
	CONSTRAINT "notice_answer_word" CHECK ("demur"."notices"."answer" in ('objected', 'accepted', 'superseded', 'change_withdrawn', 'not_concerned')),
	CONSTRAINT "notice_occasion_word" CHECK ("demur"."notices"."occasion" in ('published', 'dpa_executed', 'service_taken_up', 'superseding', 'fresh')),
	CONSTRAINT "notice_applies_word" CHECK ("demur"."notices"."applies_because" in ('infrastructure', 'uses_service')),
	CONSTRAINT "answered_when" CHECK (("demur"."notices"."answer" is null) = ("demur"."notices"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "demur"."readings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"notice_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "read_first_once" UNIQUE("notice_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "demur"."windows" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"policy_version_id" uuid NOT NULL,
	"profile_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"working" jsonb NOT NULL,
	CONSTRAINT "one_window" UNIQUE("policy_version_id","profile_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "demur"."events" (
	"position" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"type" text NOT NULL,
	"case_id" uuid,
	"subscriber_id" uuid,
	"actor_id" uuid,
	"role" text NOT NULL,
	"content" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demur"."log_head" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"count" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "one_head" CHECK ("demur"."log_head"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "demur"."salts" (
	"position" bigint NOT NULL,
	"table_name" text NOT NULL,
	"row_id" uuid NOT NULL,
	"subscriber_id" uuid,
	"salts" jsonb NOT NULL,
	CONSTRAINT "salts_position_table_name_row_id_pk" PRIMARY KEY("position","table_name","row_id")
);
--> statement-breakpoint
CREATE TABLE "demur"."letters" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"notice_id" uuid,
	"subscriber_id" uuid NOT NULL,
	"about" jsonb NOT NULL,
	"obliged_at" timestamp with time zone NOT NULL,
	CONSTRAINT "letter_kind_word" CHECK ("demur"."letters"."kind" in ('notice', 'receipt', 'supplement', 'message', 'proposal', 'decision', 'action_done', 'data_statement', 'no_objection_record', 'change_withdrawn', 'window_extended', 'admission'))
);
--> statement-breakpoint
CREATE TABLE "demur"."admissions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"objection_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"data_already_sent" text NOT NULL,
	"admitted_by" uuid NOT NULL,
	"admitted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "admitted_once" UNIQUE("objection_id")
);
--> statement-breakpoint
CREATE TABLE "demur"."file_pieces" (
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "file_pieces_file_id_position_pk" PRIMARY KEY("file_id","position")
);
--> statement-breakpoint
CREATE TABLE "demur"."files" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"notice_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"side" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" "bytea",
	"uploaded_by" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"filed_at" timestamp with time zone,
	CONSTRAINT "file_of_subscriber" UNIQUE("subscriber_id","id"),
	CONSTRAINT "file_side_word" CHECK ("demur"."files"."side" in ('subscriber', 'vendor')),
	CONSTRAINT "file_size_limit" CHECK ("demur"."files"."size" between 0 and 20971520),
	CONSTRAINT "hashed_when_complete" CHECK (("demur"."files"."sha256" is null) = ("demur"."files"."completed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "demur"."grounds_assessed" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"objection_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"category" text NOT NULL,
	"assessment" text NOT NULL,
	"note" text,
	"assessed_by" uuid NOT NULL,
	"assessed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ground_assessment_word" CHECK ("demur"."grounds_assessed"."assessment" in ('shown', 'not_shown', 'disputed'))
);
--> statement-breakpoint
CREATE TABLE "demur"."messages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"notice_id" uuid,
	"change_id" uuid,
	"subscriber_id" uuid NOT NULL,
	"objection_id" uuid,
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"author_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_side_word" CHECK ("demur"."messages"."side" in ('subscriber', 'vendor')),
	CONSTRAINT "message_kind_word" CHECK ("demur"."messages"."kind" in ('message', 'question', 'more_time', 'information_request', 'information', 'supplement', 'disagreement', 'dispute', 'concern')),
	CONSTRAINT "message_given" CHECK (char_length(btrim("demur"."messages"."body")) between 1 and 20000),
	CONSTRAINT "message_about_something" CHECK ("demur"."messages"."notice_id" is not null or "demur"."messages"."change_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "demur"."objection_drafts" (
	"notice_id" uuid PRIMARY KEY NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demur"."objection_files" (
	"objection_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "objection_files_objection_id_file_id_pk" PRIMARY KEY("objection_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "demur"."objection_progress" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"status" text NOT NULL,
	"respond_by" timestamp with time zone,
	"paused_at" timestamp with time zone,
	CONSTRAINT "objection_status_word" CHECK ("demur"."objection_progress"."status" in ('late', 'filed', 'under_review', 'information_requested', 'awaiting_subscriber', 'resolved', 'retracted', 'ended'))
);
--> statement-breakpoint
CREATE TABLE "demur"."objections" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"reference" text NOT NULL,
	"notice_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"filed_by" uuid,
	"recorded_by" uuid,
	"channel" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"late" boolean NOT NULL,
	"filer_name" text NOT NULL,
	"capacity" text,
	"acting_as" text,
	"on_behalf_of" text,
	"grounds_text" text NOT NULL,
	"ground_categories" text[] NOT NULL,
	"data_categories" text[] NOT NULL,
	"service_ids" uuid[] NOT NULL,
	"text_sha256" "bytea" NOT NULL,
	"idempotency_key" uuid NOT NULL,
	CONSTRAINT "objection_reference_taken" UNIQUE("reference"),
	CONSTRAINT "filed_once" UNIQUE("subscriber_id","idempotency_key"),
	CONSTRAINT "objection_of_subscriber" UNIQUE("subscriber_id","id"),
	CONSTRAINT "objection_channel_word" CHECK ("demur"."objections"."channel" in ('demur', 'email', 'post')),
	CONSTRAINT "objection_acting_as_word" CHECK ("demur"."objections"."acting_as" in ('controller', 'processor')),
	CONSTRAINT "grounds_given" CHECK (cardinality("demur"."objections"."ground_categories") > 0 and char_length(btrim("demur"."objections"."grounds_text")) between 1 and 20000),
	CONSTRAINT "ground_category_words" CHECK ("demur"."objections"."ground_categories" <@ array['third_country_transfer', 'transfer_mechanism', 'government_access', 'data_residency', 'security_measures', 'certification', 'breach_history', 'retention_deletion', 'special_category_data', 'childrens_data', 'sector_regulation', 'customer_contract', 'ai_training', 'competitor_conflict', 'concentration_risk', 'chain_opacity', 'insufficient_information', 'other']::text[]),
	CONSTRAINT "received_before_recorded" CHECK ("demur"."objections"."received_at" <= "demur"."objections"."recorded_at"),
	CONSTRAINT "measured_in_demur" CHECK ("demur"."objections"."channel" <> 'demur' or ("demur"."objections"."received_at" = "demur"."objections"."recorded_at" and "demur"."objections"."filed_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "demur"."requested_actions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"objection_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"text" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	CONSTRAINT "action_numbered" UNIQUE("objection_id","number"),
	CONSTRAINT "action_text_given" CHECK (char_length(btrim("demur"."requested_actions"."text")) between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "demur"."retractions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"objection_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"retracted_by" uuid NOT NULL,
	"retracted_at" timestamp with time zone NOT NULL,
	"before_close" boolean NOT NULL,
	CONSTRAINT "retracted_once" UNIQUE("objection_id")
);
--> statement-breakpoint
CREATE TABLE "demur"."closures" (
	"day" date PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demur"."dpa_profiles" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"length" integer NOT NULL,
	"unit" text NOT NULL,
	"rule" text NOT NULL,
	"country" text,
	"region" text,
	"objection_clause" text NOT NULL,
	"termination_clause" text,
	"emergency_clause" text,
	"authorisation" text DEFAULT 'general' NOT NULL,
	"notice_required" boolean DEFAULT false NOT NULL,
	"standstill" boolean DEFAULT true NOT NULL,
	"incorporates_scc" boolean DEFAULT false NOT NULL,
	CONSTRAINT "profile_name_taken" UNIQUE("name"),
	CONSTRAINT "profile_rule_word" CHECK ("demur"."dpa_profiles"."rule" in ('eu-1182-71', 'calendar-days', 'working-days')),
	CONSTRAINT "profile_authorisation_word" CHECK ("demur"."dpa_profiles"."authorisation" in ('general', 'specific')),
	CONSTRAINT "profile_unit_word" CHECK ("demur"."dpa_profiles"."unit" in ('calendar', 'working')),
	CONSTRAINT "profile_length_sane" CHECK ("demur"."dpa_profiles"."length" between 1 and 3650)
);
--> statement-breakpoint
CREATE TABLE "demur"."dpa_records" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"version" text NOT NULL,
	"executed_at" timestamp with time zone NOT NULL,
	"profile_id" uuid NOT NULL,
	"agreed_version" integer,
	"ended_at" timestamp with time zone,
	CONSTRAINT "dpa_of_subscriber" UNIQUE("subscriber_id","id")
);
--> statement-breakpoint
CREATE TABLE "demur"."memberships" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"right" text NOT NULL,
	"granted_by" uuid,
	"granted_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "membership_right_word" CHECK ("demur"."memberships"."right" in ('contact', 'signatory'))
);
--> statement-breakpoint
CREATE TABLE "demur"."services" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"core" boolean DEFAULT false NOT NULL,
	CONSTRAINT "service_slug_taken" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "demur"."services_in_use" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"dora" boolean DEFAULT false NOT NULL,
	"taken_up_at" timestamp with time zone NOT NULL,
	"dropped_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "demur"."subscribers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subscriber_slug_taken" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "demur"."users" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "user_email_taken" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "demur"."vendor" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"legal_name" text NOT NULL,
	"privacy_contact" text NOT NULL,
	"zone" text NOT NULL,
	"country" text NOT NULL,
	"region" text,
	"default_length" integer DEFAULT 30 NOT NULL,
	"response_target_days" integer DEFAULT 30,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "one_vendor" CHECK ("demur"."vendor"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "demur"."vendor_role_grants" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"granted_by" uuid,
	"granted_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "vendor_role_word" CHECK ("demur"."vendor_role_grants"."role" in ('privacy_admin', 'legal'))
);
--> statement-breakpoint
CREATE TABLE "demur"."policy_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" integer NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" uuid,
	"note" text NOT NULL,
	"snapshot" jsonb NOT NULL,
	"sha256" "bytea" NOT NULL,
	CONSTRAINT "policy_number_taken" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "demur"."subprocessors" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"legal_name" text NOT NULL,
	"group_name" text,
	"address" text,
	"contact" text,
	"website" text,
	"category" text NOT NULL,
	"tier" smallint DEFAULT 1 NOT NULL,
	"certifications" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "subprocessor_slug_taken" UNIQUE("slug"),
	CONSTRAINT "subprocessor_category_word" CHECK ("demur"."subprocessors"."category" in ('infrastructure', 'service_specific'))
);
--> statement-breakpoint
CREATE TABLE "demur"."terms" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subprocessor_id" uuid NOT NULL,
	"baseline_version_id" uuid,
	"description" text NOT NULL,
	"purpose" text NOT NULL,
	"locations" jsonb NOT NULL,
	"customer_data" text[] NOT NULL,
	"platform_data" text[] NOT NULL,
	"data_subjects" text[] NOT NULL,
	"transfers" jsonb NOT NULL,
	"retention" text,
	"encryption" text,
	"key_holder" text,
	CONSTRAINT "terms_of_subprocessor" UNIQUE("subprocessor_id","id"),
	CONSTRAINT "some_location" CHECK (jsonb_array_length("demur"."terms"."locations") > 0)
);
--> statement-breakpoint
CREATE TABLE "demur"."terms_services" (
	"terms_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "terms_services_terms_id_service_id_pk" PRIMARY KEY("terms_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "demur"."action_completions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"action_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"evidence" text NOT NULL,
	"completed_by" uuid NOT NULL,
	"completed_at" timestamp with time zone NOT NULL,
	"disputed_by" uuid,
	"disputed_at" timestamp with time zone,
	"dispute" text,
	CONSTRAINT "completed_once" UNIQUE("action_id")
);
--> statement-breakpoint
CREATE TABLE "demur"."corrective_actions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"resolution_id" uuid NOT NULL,
	"objection_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"requested_action_id" uuid,
	"number" smallint NOT NULL,
	"text" text NOT NULL,
	"owner" text NOT NULL,
	"due_on" date NOT NULL,
	CONSTRAINT "corrective_action_numbered" UNIQUE("resolution_id","number"),
	CONSTRAINT "corrective_action_of_subscriber" UNIQUE("subscriber_id","id")
);
--> statement-breakpoint
CREATE TABLE "demur"."data_statements" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"resolution_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"statement" text NOT NULL,
	"detail" text NOT NULL,
	"stated_by" uuid NOT NULL,
	"stated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stated_once" UNIQUE("resolution_id"),
	CONSTRAINT "data_statement_word" CHECK ("demur"."data_statements"."statement" in ('nothing_sent', 'deletion_confirmed'))
);
--> statement-breakpoint
CREATE TABLE "demur"."proposals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"objection_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"option" text NOT NULL,
	"actions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"service_ids" uuid[] DEFAULT '{}' NOT NULL,
	"duration" text,
	"until_day" date,
	"core_conditions" text,
	"reasons" text NOT NULL,
	"answer_by_day" date NOT NULL,
	"answer_by" timestamp with time zone NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "proposal_answer_word" CHECK ("demur"."proposals"."answer" in ('accepted', 'declined', 'lapsed')),
	CONSTRAINT "proposal_answered_when" CHECK (("demur"."proposals"."answer" is null) = ("demur"."proposals"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "demur"."resolutions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"objection_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"supersedes" uuid,
	"proposal_id" uuid,
	"option" text NOT NULL,
	"reasons" text NOT NULL,
	"cease_scope" text,
	"cease_on" date,
	"data_plan" text,
	"service_ids" uuid[] DEFAULT '{}' NOT NULL,
	"withdrawal_basis" text,
	"withdrawal_duration" text,
	"until_day" date,
	"core_conditions" text,
	"resolved_by" uuid NOT NULL,
	"resolved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "resolution_of_its_objection" UNIQUE("objection_id","id"),
	CONSTRAINT "resolution_of_subscriber" UNIQUE("subscriber_id","id"),
	CONSTRAINT "one_resolution" UNIQUE NULLS NOT DISTINCT("objection_id","supersedes"),
	CONSTRAINT "resolution_option_word" CHECK ("demur"."resolutions"."option" in ('cease', 'corrective_action', 'feature_withdrawal')),
	CONSTRAINT "cease_fields" CHECK (("demur"."resolutions"."option" = 'cease') = ("demur"."resolutions"."cease_scope" is not null and "demur"."resolutions"."cease_on" is not null and "demur"."resolutions"."data_plan" is not null)),
	CONSTRAINT "withdrawal_fields" CHECK (("demur"."resolutions"."option" = 'feature_withdrawal') = ("demur"."resolutions"."withdrawal_basis" is not null and "demur"."resolutions"."withdrawal_duration" is not null and cardinality("demur"."resolutions"."service_ids") > 0)),
	CONSTRAINT "until_when_temporary" CHECK (("demur"."resolutions"."withdrawal_duration" is not distinct from 'temporary') = ("demur"."resolutions"."until_day" is not null))
);
--> statement-breakpoint
CREATE TABLE "demur"."sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"user_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "session_secret_taken" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "demur"."sign_in_failures" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "demur"."acceptances" ADD CONSTRAINT "acceptances_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."acceptances" ADD CONSTRAINT "acceptances_taken_back_by_users_id_fk" FOREIGN KEY ("taken_back_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."acceptances" ADD CONSTRAINT "acceptance_of_notice" FOREIGN KEY ("subscriber_id","notice_id") REFERENCES "demur"."notices"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."change_drafts" ADD CONSTRAINT "change_drafts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."changes" ADD CONSTRAINT "changes_policy_version_id_policy_versions_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "demur"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."changes" ADD CONSTRAINT "changes_subprocessor_id_subprocessors_id_fk" FOREIGN KEY ("subprocessor_id") REFERENCES "demur"."subprocessors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."changes" ADD CONSTRAINT "changes_from_terms_id_terms_id_fk" FOREIGN KEY ("from_terms_id") REFERENCES "demur"."terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."changes" ADD CONSTRAINT "changes_to_terms_id_terms_id_fk" FOREIGN KEY ("to_terms_id") REFERENCES "demur"."terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."changes" ADD CONSTRAINT "changes_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."changes" ADD CONSTRAINT "supersedes_a_change" FOREIGN KEY ("supersedes") REFERENCES "demur"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."extensions" ADD CONSTRAINT "extensions_extended_by_users_id_fk" FOREIGN KEY ("extended_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."extensions" ADD CONSTRAINT "extension_of_notice" FOREIGN KEY ("subscriber_id","notice_id") REFERENCES "demur"."notices"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."notices" ADD CONSTRAINT "notices_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "demur"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."notices" ADD CONSTRAINT "notices_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "demur"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."notices" ADD CONSTRAINT "notices_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "demur"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."readings" ADD CONSTRAINT "readings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."readings" ADD CONSTRAINT "reading_of_notice" FOREIGN KEY ("subscriber_id","notice_id") REFERENCES "demur"."notices"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."windows" ADD CONSTRAINT "windows_policy_version_id_policy_versions_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "demur"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."windows" ADD CONSTRAINT "windows_profile_id_dpa_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "demur"."dpa_profiles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."salts" ADD CONSTRAINT "salts_position_events_position_fk" FOREIGN KEY ("position") REFERENCES "demur"."events"("position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letters_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "demur"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."admissions" ADD CONSTRAINT "admissions_admitted_by_users_id_fk" FOREIGN KEY ("admitted_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."admissions" ADD CONSTRAINT "admission_of_objection" FOREIGN KEY ("subscriber_id","objection_id") REFERENCES "demur"."objections"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."file_pieces" ADD CONSTRAINT "file_pieces_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "demur"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."files" ADD CONSTRAINT "files_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."files" ADD CONSTRAINT "file_of_notice" FOREIGN KEY ("subscriber_id","notice_id") REFERENCES "demur"."notices"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."grounds_assessed" ADD CONSTRAINT "grounds_assessed_assessed_by_users_id_fk" FOREIGN KEY ("assessed_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."grounds_assessed" ADD CONSTRAINT "assessment_of_objection" FOREIGN KEY ("subscriber_id","objection_id") REFERENCES "demur"."objections"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."messages" ADD CONSTRAINT "messages_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."messages" ADD CONSTRAINT "message_on_notice" FOREIGN KEY ("subscriber_id","notice_id") REFERENCES "demur"."notices"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."messages" ADD CONSTRAINT "message_on_objection" FOREIGN KEY ("subscriber_id","objection_id") REFERENCES "demur"."objections"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."objection_drafts" ADD CONSTRAINT "objection_drafts_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."objection_drafts" ADD CONSTRAINT "draft_of_notice" FOREIGN KEY ("subscriber_id","notice_id") REFERENCES "demur"."notices"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."objection_files" ADD CONSTRAINT "file_of_objection" FOREIGN KEY ("subscriber_id","objection_id") REFERENCES "demur"."objections"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."objection_files" ADD CONSTRAINT "filed_file" FOREIGN KEY ("subscriber_id","file_id") REFERENCES "demur"."files"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."objection_progress" ADD CONSTRAINT "progress_of_objection" FOREIGN KEY ("subscriber_id","id") REFERENCES "demur"."objections"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."objections" ADD CONSTRAINT "objections_filed_by_users_id_fk" FOREIGN KEY ("filed_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."objections" ADD CONSTRAINT "objections_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."objections" ADD CONSTRAINT "objection_to_notice" FOREIGN KEY ("subscriber_id","notice_id") REFERENCES "demur"."notices"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."requested_actions" ADD CONSTRAINT "action_of_objection" FOREIGN KEY ("subscriber_id","objection_id") REFERENCES "demur"."objections"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."retractions" ADD CONSTRAINT "retractions_retracted_by_users_id_fk" FOREIGN KEY ("retracted_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."retractions" ADD CONSTRAINT "retraction_of_objection" FOREIGN KEY ("subscriber_id","objection_id") REFERENCES "demur"."objections"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."dpa_records" ADD CONSTRAINT "dpa_records_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "demur"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."dpa_records" ADD CONSTRAINT "dpa_records_profile_id_dpa_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "demur"."dpa_profiles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."memberships" ADD CONSTRAINT "memberships_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "demur"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."memberships" ADD CONSTRAINT "memberships_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."services_in_use" ADD CONSTRAINT "services_in_use_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "demur"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."services_in_use" ADD CONSTRAINT "services_in_use_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "demur"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."vendor_role_grants" ADD CONSTRAINT "vendor_role_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."vendor_role_grants" ADD CONSTRAINT "vendor_role_grants_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."policy_versions" ADD CONSTRAINT "policy_versions_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."terms" ADD CONSTRAINT "terms_subprocessor_id_subprocessors_id_fk" FOREIGN KEY ("subprocessor_id") REFERENCES "demur"."subprocessors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."terms" ADD CONSTRAINT "terms_baseline_version_id_policy_versions_id_fk" FOREIGN KEY ("baseline_version_id") REFERENCES "demur"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."terms_services" ADD CONSTRAINT "terms_services_terms_id_terms_id_fk" FOREIGN KEY ("terms_id") REFERENCES "demur"."terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."terms_services" ADD CONSTRAINT "terms_services_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "demur"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."action_completions" ADD CONSTRAINT "action_completions_completed_by_users_id_fk" FOREIGN KEY ("completed_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."action_completions" ADD CONSTRAINT "action_completions_disputed_by_users_id_fk" FOREIGN KEY ("disputed_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."action_completions" ADD CONSTRAINT "completion_of_action" FOREIGN KEY ("subscriber_id","action_id") REFERENCES "demur"."corrective_actions"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."corrective_actions" ADD CONSTRAINT "corrective_actions_requested_action_id_requested_actions_id_fk" FOREIGN KEY ("requested_action_id") REFERENCES "demur"."requested_actions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."corrective_actions" ADD CONSTRAINT "action_of_resolution" FOREIGN KEY ("objection_id","resolution_id") REFERENCES "demur"."resolutions"("objection_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."data_statements" ADD CONSTRAINT "data_statements_stated_by_users_id_fk" FOREIGN KEY ("stated_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."data_statements" ADD CONSTRAINT "statement_on_resolution" FOREIGN KEY ("subscriber_id","resolution_id") REFERENCES "demur"."resolutions"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."proposals" ADD CONSTRAINT "proposals_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."proposals" ADD CONSTRAINT "proposals_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."proposals" ADD CONSTRAINT "proposal_on_objection" FOREIGN KEY ("subscriber_id","objection_id") REFERENCES "demur"."objections"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."resolutions" ADD CONSTRAINT "resolutions_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "demur"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."resolutions" ADD CONSTRAINT "resolutions_resolved_by_users_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."resolutions" ADD CONSTRAINT "resolution_of_objection" FOREIGN KEY ("subscriber_id","objection_id") REFERENCES "demur"."objections"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."resolutions" ADD CONSTRAINT "supersedes_a_resolution" FOREIGN KEY ("objection_id","supersedes") REFERENCES "demur"."resolutions"("objection_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_standing_acceptance" ON "demur"."acceptances" USING btree ("notice_id") WHERE taken_back_at is null;--> statement-breakpoint
CREATE INDEX "changes_latest" ON "demur"."changes" USING btree ("published_at","id");--> statement-breakpoint
CREATE INDEX "changes_of_subprocessor" ON "demur"."changes" USING btree ("subprocessor_id");--> statement-breakpoint
CREATE INDEX "extensions_of_notice" ON "demur"."extensions" USING btree ("notice_id","extended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_notice" ON "demur"."notices" USING btree ("change_id","subscriber_id","occasion") WHERE answer is distinct from 'not_concerned';--> statement-breakpoint
CREATE INDEX "notices_by_close" ON "demur"."notices" USING btree ("closes_at","id") WHERE answer is null;--> statement-breakpoint
CREATE INDEX "notices_to_sweep" ON "demur"."notices" USING btree ("closes_at","id") WHERE answer is null and close_recorded_at is null;--> statement-breakpoint
CREATE INDEX "notices_open_of_subscriber" ON "demur"."notices" USING btree ("subscriber_id","closes_at","id") WHERE answer is null;--> statement-breakpoint
CREATE INDEX "notices_of_subscriber" ON "demur"."notices" USING btree ("subscriber_id","given_at","id");--> statement-breakpoint
CREATE INDEX "notices_latest" ON "demur"."notices" USING btree ("given_at","id");--> statement-breakpoint
CREATE INDEX "notices_of_change" ON "demur"."notices" USING btree ("change_id","answer","id");--> statement-breakpoint
CREATE INDEX "notices_of_change_in_order" ON "demur"."notices" USING btree ("change_id","id");--> statement-breakpoint
CREATE INDEX "notices_of_change_latest" ON "demur"."notices" USING btree ("change_id","given_at","id");--> statement-breakpoint
CREATE INDEX "notices_of_window" ON "demur"."notices" USING btree ("window_id","given_at","id");--> statement-breakpoint
CREATE INDEX "notices_answered" ON "demur"."notices" USING btree ("answer","given_at","id");--> statement-breakpoint
CREATE INDEX "notices_unseen" ON "demur"."notices" USING btree ("closes_at","id") WHERE answer is null and shown_at is null;--> statement-breakpoint
CREATE INDEX "events_of_case" ON "demur"."events" USING btree ("case_id","position");--> statement-breakpoint
CREATE INDEX "events_of_subscriber" ON "demur"."events" USING btree ("subscriber_id","position");--> statement-breakpoint
CREATE INDEX "events_of_type" ON "demur"."events" USING btree ("type","position");--> statement-breakpoint
CREATE INDEX "letters_of_notice" ON "demur"."letters" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "letters_waiting" ON "demur"."letters" USING btree ("obliged_at","id");--> statement-breakpoint
CREATE INDEX "files_of_notice" ON "demur"."files" USING btree ("notice_id","started_at");--> statement-breakpoint
CREATE INDEX "assessments_of_objection" ON "demur"."grounds_assessed" USING btree ("objection_id","assessed_at");--> statement-breakpoint
CREATE INDEX "messages_of_notice" ON "demur"."messages" USING btree ("notice_id","sent_at");--> statement-breakpoint
CREATE INDEX "messages_words" ON "demur"."messages" USING gin (to_tsvector('simple', body));--> statement-breakpoint
CREATE UNIQUE INDEX "one_active_objection" ON "demur"."objection_progress" USING btree ("notice_id") WHERE status not in ('retracted', 'late');--> statement-breakpoint
CREATE UNIQUE INDEX "one_late_objection" ON "demur"."objection_progress" USING btree ("notice_id") WHERE status = 'late';--> statement-breakpoint
CREATE INDEX "objection_queue" ON "demur"."objection_progress" USING btree ("respond_by","id") WHERE status in ('filed', 'under_review', 'information_requested', 'awaiting_subscriber');--> statement-breakpoint
CREATE INDEX "progress_of_notice" ON "demur"."objection_progress" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "objections_by_status" ON "demur"."objection_progress" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "objections_of_notice" ON "demur"."objections" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "objections_words" ON "demur"."objections" USING gin (to_tsvector('simple', grounds_text));--> statement-breakpoint
CREATE INDEX "subscribers_words" ON "demur"."subscribers" USING gin (to_tsvector('simple', name));--> statement-breakpoint
CREATE INDEX "objections_of_subscriber" ON "demur"."objections" USING btree ("subscriber_id","received_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_dpa_in_force" ON "demur"."dpa_records" USING btree ("subscriber_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_membership" ON "demur"."memberships" USING btree ("subscriber_id","user_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "memberships_of_user" ON "demur"."memberships" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "service_used_once" ON "demur"."services_in_use" USING btree ("service_id","subscriber_id") WHERE dropped_at is null;--> statement-breakpoint
CREATE INDEX "services_of_subscriber" ON "demur"."services_in_use" USING btree ("subscriber_id","service_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_vendor_role" ON "demur"."vendor_role_grants" USING btree ("user_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "policy_versions_latest" ON "demur"."policy_versions" USING btree ("published_at");--> statement-breakpoint
CREATE INDEX "terms_of_service" ON "demur"."terms_services" USING btree ("service_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_proposal" ON "demur"."proposals" USING btree ("objection_id") WHERE answer is null;--> statement-breakpoint
CREATE INDEX "proposals_to_lapse" ON "demur"."proposals" USING btree ("answer_by") WHERE answer is null;--> statement-breakpoint
CREATE INDEX "sessions_of_user" ON "demur"."sessions" USING btree ("user_id");