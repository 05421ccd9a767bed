CREATE TABLE "demur"."publication_approvals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"draft_id" uuid NOT NULL,
	"against_version" integer NOT NULL,
	"content_sha256" "bytea" NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	"reason" text,
	CONSTRAINT "approval_answer_word" CHECK ("demur"."publication_approvals"."answer" in ('approved', 'sent_back', 'lapsed')),
	CONSTRAINT "approval_answered" CHECK (("demur"."publication_approvals"."answer" is null) = ("demur"."publication_approvals"."answered_at" is null)),
	CONSTRAINT "approval_by_another" CHECK ("demur"."publication_approvals"."answer" is null or "demur"."publication_approvals"."answer" = 'lapsed' or "demur"."publication_approvals"."answered_by" <> "demur"."publication_approvals"."asked_by")
);
--> statement-breakpoint
CREATE TABLE "demur"."publishing_progress" (
	"draft_id" uuid PRIMARY KEY NOT NULL,
	"step" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "publishing_step_word" CHECK ("demur"."publishing_progress"."step" in ('register', 'notices', 'letters', 'log'))
);
--> statement-breakpoint
ALTER TABLE "demur"."change_drafts" ADD COLUMN "authors" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "demur"."changes" ADD COLUMN "notice_text" text;--> statement-breakpoint
ALTER TABLE "demur"."changes" ADD COLUMN "notice_text_sha256" "bytea";--> statement-breakpoint
ALTER TABLE "demur"."vendor" ADD COLUMN "four_eyes" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "demur"."publication_approvals" ADD CONSTRAINT "publication_approvals_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."publication_approvals" ADD CONSTRAINT "publication_approvals_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_approval" ON "demur"."publication_approvals" USING btree ("draft_id") WHERE answer is null;--> statement-breakpoint
CREATE INDEX "approvals_of_draft" ON "demur"."publication_approvals" USING btree ("draft_id","asked_at");