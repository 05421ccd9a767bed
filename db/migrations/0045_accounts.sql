CREATE TABLE "demur"."calendar_feeds" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "calendar_feed_hash_taken" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "demur"."inbox_marks" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"subscriber_id" uuid,
	"read_through" bigint NOT NULL,
	"read_singly" bigint[] NOT NULL,
	CONSTRAINT "few_read_singly" CHECK (cardinality("demur"."inbox_marks"."read_singly") <= 500)
);
--> statement-breakpoint
ALTER TABLE "demur"."users" ADD COLUMN "password_issued_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demur"."calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."memberships" ADD CONSTRAINT "membership_of_subscriber" UNIQUE("subscriber_id","id");--> statement-breakpoint
ALTER TABLE "demur"."calendar_feeds" ADD CONSTRAINT "feed_of_membership" FOREIGN KEY ("subscriber_id","membership_id") REFERENCES "demur"."memberships"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."inbox_marks" ADD CONSTRAINT "inbox_marks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_calendar_feed" ON "demur"."calendar_feeds" USING btree ("user_id") WHERE revoked_at is null;
