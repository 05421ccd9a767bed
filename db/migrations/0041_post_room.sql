CREATE TABLE "demur"."bounce_reports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"delivery_id" uuid NOT NULL,
	"grade" text NOT NULL,
	"stated_at" timestamp with time zone,
	"host" text,
	"code" smallint,
	"detail" text,
	"token_id" uuid NOT NULL,
	"reported_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone,
	CONSTRAINT "reported_once" UNIQUE("delivery_id","grade"),
	CONSTRAINT "reported_grade_word" CHECK ("demur"."bounce_reports"."grade" in ('bounced', 'accepted'))
);
--> statement-breakpoint
CREATE TABLE "demur"."letter_stops" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "stopped_kind_word" CHECK ("demur"."letter_stops"."kind" in ('reminder', 'weekly_digest'))
);
--> statement-breakpoint
CREATE TABLE "demur"."mail_relay" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"carrier" text NOT NULL,
	"host" text,
	"seen_at" timestamp with time zone NOT NULL,
	"unreachable_since" timestamp with time zone,
	"answer" text,
	"tries" smallint DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	CONSTRAINT "one_relay" CHECK ("demur"."mail_relay"."id" = 1),
	CONSTRAINT "carrier_word" CHECK ("demur"."mail_relay"."carrier" in ('smtp', 'demo', 'none')),
	CONSTRAINT "tried_again_while_unreachable" CHECK (("demur"."mail_relay"."unreachable_since" is null) = ("demur"."mail_relay"."next_try_at" is null))
);
--> statement-breakpoint
ALTER TABLE "demur"."api_tokens" DROP CONSTRAINT "api_scope_words";--> statement-breakpoint
ALTER TABLE "demur"."bounce_reports" ADD CONSTRAINT "bounce_reports_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "demur"."deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."bounce_reports" ADD CONSTRAINT "bounce_reports_token_id_api_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "demur"."api_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."letter_stops" ADD CONSTRAINT "letter_stops_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reports_to_apply" ON "demur"."bounce_reports" USING btree ("reported_at","id") WHERE applied_at is null;--> statement-breakpoint
CREATE INDEX "stops_to_do" ON "demur"."letter_stops" USING btree ("asked_at","id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "deliveries_of_follower" ON "demur"."deliveries" USING btree ("follower_id") WHERE follower_id is not null;--> statement-breakpoint
ALTER TABLE "demur"."api_tokens" ADD CONSTRAINT "api_scope_words" CHECK (cardinality("demur"."api_tokens"."scopes") > 0 and "demur"."api_tokens"."scopes" <@ array['authorisations:read', 'bounces:write', 'cases:read', 'register:read']);