CREATE TABLE "demur"."deliveries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"letter_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"subscriber_id" uuid,
	"user_id" uuid,
	"follower_id" uuid,
	"address" text,
	"recipient_name" text,
	"message_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"requested_by" uuid,
	"handed_at" timestamp with time zone,
	"relay_host" text,
	"relay_code" smallint,
	"relay_answer" text,
	"accepted_at" timestamp with time zone,
	"accepted_host" text,
	"accepted_code" smallint,
	"bounced_at" timestamp with time zone,
	"bounce_host" text,
	"bounce_code" smallint,
	"bounce_answer" text,
	"failed_at" timestamp with time zone,
	"failure" text,
	CONSTRAINT "message_id_taken" UNIQUE("message_id"),
	CONSTRAINT "delivery_to_one" CHECK (num_nonnulls("demur"."deliveries"."user_id", "demur"."deliveries"."follower_id") = 1),
	CONSTRAINT "delivery_fails_unhanded" CHECK ("demur"."deliveries"."failed_at" is null or ("demur"."deliveries"."handed_at" is null and "demur"."deliveries"."bounced_at" is null))
);
--> statement-breakpoint
CREATE TABLE "demur"."delivery_queue" (
	"id" uuid PRIMARY KEY NOT NULL,
	"circular" boolean NOT NULL,
	"next_try_at" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"tries" smallint DEFAULT 0 NOT NULL,
	"first_tried_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "demur"."delivery_tries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"delivery_id" uuid NOT NULL,
	"subscriber_id" uuid,
	"tried_at" timestamp with time zone NOT NULL,
	"host" text,
	"code" smallint,
	"answer" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demur"."letter_files" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"text_id" uuid NOT NULL,
	"subscriber_id" uuid,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demur"."letter_texts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"letter_id" uuid NOT NULL,
	"subscriber_id" uuid,
	"language" text NOT NULL,
	"subject" text NOT NULL,
	"body_text" text NOT NULL,
	"body_html" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"composed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "written_once" UNIQUE("letter_id","language"),
	CONSTRAINT "letter_language_word" CHECK ("demur"."letter_texts"."language" in ('en', 'es'))
);
--> statement-breakpoint
CREATE TABLE "demur"."preferences" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"subscriber_id" uuid,
	"language" text NOT NULL,
	"muted" text[] NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "preferences_of_user" UNIQUE("user_id"),
	CONSTRAINT "preferred_language_word" CHECK ("demur"."preferences"."language" in ('en', 'es')),
	CONSTRAINT "muted_kinds" CHECK ("demur"."preferences"."muted" <@ array['reminder', 'weekly_digest'])
);
--> statement-breakpoint
ALTER TABLE "demur"."letters" DROP CONSTRAINT "letter_kind_word";--> statement-breakpoint
ALTER TABLE "demur"."letters" DROP CONSTRAINT "letter_to_one";--> statement-breakpoint
DROP INDEX "demur"."letters_waiting";--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD COLUMN "facts" jsonb;--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD COLUMN "composed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD COLUMN "lapsed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD COLUMN "lapsed_because" text;--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD COLUMN "failed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "demur"."deliveries" ADD CONSTRAINT "deliveries_letter_id_letters_id_fk" FOREIGN KEY ("letter_id") REFERENCES "demur"."letters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."deliveries" ADD CONSTRAINT "deliveries_text_id_letter_texts_id_fk" FOREIGN KEY ("text_id") REFERENCES "demur"."letter_texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."deliveries" ADD CONSTRAINT "deliveries_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "demur"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."deliveries" ADD CONSTRAINT "deliveries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."deliveries" ADD CONSTRAINT "deliveries_follower_id_followers_id_fk" FOREIGN KEY ("follower_id") REFERENCES "demur"."followers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."deliveries" ADD CONSTRAINT "deliveries_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."delivery_queue" ADD CONSTRAINT "delivery_queue_id_deliveries_id_fk" FOREIGN KEY ("id") REFERENCES "demur"."deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."delivery_tries" ADD CONSTRAINT "delivery_tries_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "demur"."deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."delivery_tries" ADD CONSTRAINT "delivery_tries_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "demur"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."letter_files" ADD CONSTRAINT "letter_files_text_id_letter_texts_id_fk" FOREIGN KEY ("text_id") REFERENCES "demur"."letter_texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."letter_files" ADD CONSTRAINT "letter_files_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "demur"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."letter_texts" ADD CONSTRAINT "letter_texts_letter_id_letters_id_fk" FOREIGN KEY ("letter_id") REFERENCES "demur"."letters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."letter_texts" ADD CONSTRAINT "letter_texts_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "demur"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."preferences" ADD CONSTRAINT "preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."preferences" ADD CONSTRAINT "preferences_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "demur"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_of_letter" ON "demur"."deliveries" USING btree ("letter_id","created_at");--> statement-breakpoint
CREATE INDEX "deliveries_of_user" ON "demur"."deliveries" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "deliveries_bounced" ON "demur"."deliveries" USING btree ("bounced_at","id") WHERE bounced_at is not null;--> statement-breakpoint
CREATE INDEX "deliveries_failed" ON "demur"."deliveries" USING btree ("failed_at","id") WHERE failed_at is not null;--> statement-breakpoint
CREATE INDEX "deliveries_next" ON "demur"."delivery_queue" USING btree ("circular","next_try_at","id");--> statement-breakpoint
CREATE INDEX "tries_of_delivery" ON "demur"."delivery_tries" USING btree ("delivery_id","tried_at");--> statement-breakpoint
CREATE INDEX "files_of_letter" ON "demur"."letter_files" USING btree ("text_id");--> statement-breakpoint
CREATE INDEX "letters_latest" ON "demur"."letters" USING btree ("obliged_at","id");--> statement-breakpoint
CREATE INDEX "letters_of_subscriber" ON "demur"."letters" USING btree ("subscriber_id","obliged_at","id");--> statement-breakpoint
CREATE INDEX "letters_to_compose" ON "demur"."letters" USING btree (("kind" in ('notice', 'reminder', 'no_objection_record', 'change_withdrawn', 'superseded', 'window_extended', 'register_published')),"obliged_at","id") WHERE composed_at is null and lapsed_at is null and failed_at is null;--> statement-breakpoint
CREATE INDEX "letters_failed" ON "demur"."letters" USING btree ("failed_at","id") WHERE failed_at is not null;--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letter_lapse_word" CHECK ("demur"."letters"."lapsed_because" in ('no_longer_due', 'nobody_to_write_to', 'not_wanted'));--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letter_ends_once" CHECK (num_nonnulls("demur"."letters"."composed_at", "demur"."letters"."lapsed_at", "demur"."letters"."failed_at") <= 1);--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letter_lapsed_because" CHECK (("demur"."letters"."lapsed_at" is null) = ("demur"."letters"."lapsed_because" is null));--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letter_failed_by" CHECK (("demur"."letters"."failed_at" is null) = ("demur"."letters"."failure" is null));--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letter_kind_word" CHECK ("demur"."letters"."kind" in ('notice', 'reminder', 'receipt', 'supplement', 'message', 'proposal', 'decision', 'action_done', 'action_overdue', 'data_statement', 'retraction', 'no_objection_record', 'change_withdrawn', 'superseded', 'carried_over', 'window_extended', 'admission', 'service_authorised', 'follow_confirmation', 'register_published', 'response_overdue', 'weekly_digest'));--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letter_to_one" CHECK (num_nonnulls("demur"."letters"."subscriber_id", "demur"."letters"."follower_id") = case when "demur"."letters"."kind" in ('response_overdue', 'weekly_digest') then 0 else 1 end);