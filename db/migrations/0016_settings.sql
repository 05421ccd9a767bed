CREATE TABLE "demur"."logos" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"media_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" "bytea" NOT NULL,
	CONSTRAINT "one_logo" CHECK ("demur"."logos"."id" = 1),
	CONSTRAINT "logo_of_a_kind" CHECK ("demur"."logos"."media_type" in ('image/png', 'image/jpeg', 'image/webp')),
	CONSTRAINT "logo_small" CHECK (octet_length("demur"."logos"."content") <= 204800)
);
--> statement-breakpoint
CREATE TABLE "demur"."party_uploads" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" "bytea" NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "demur"."vendor" ADD COLUMN "reminder_days" integer[] DEFAULT '{7,3,1}' NOT NULL;--> statement-breakpoint
ALTER TABLE "demur"."vendor" ADD COLUMN "accent" text;--> statement-breakpoint
ALTER TABLE "demur"."party_uploads" ADD CONSTRAINT "party_uploads_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."vendor" ADD CONSTRAINT "accent_colour" CHECK ("demur"."vendor"."accent" ~ '^#[0-9a-f]{6}$');