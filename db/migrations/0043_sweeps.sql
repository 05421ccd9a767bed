CREATE TABLE "demur"."heartbeats" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"beat_at" timestamp with time zone NOT NULL,
	CONSTRAINT "one_heartbeat" CHECK ("demur"."heartbeats"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "demur"."outages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"extended_at" timestamp with time zone,
	"extended_by" uuid,
	"reason" text,
	CONSTRAINT "outage_lasts" CHECK ("demur"."outages"."to_at" > "demur"."outages"."from_at"),
	CONSTRAINT "outage_extended_by" CHECK (("demur"."outages"."extended_at" is null) = ("demur"."outages"."extended_by" is null) and ("demur"."outages"."extended_at" is null) = ("demur"."outages"."reason" is null))
);
--> statement-breakpoint
CREATE TABLE "demur"."sweep_marks" (
	"name" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "demur"."outages" ADD CONSTRAINT "outages_extended_by_users_id_fk" FOREIGN KEY ("extended_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outages_latest" ON "demur"."outages" USING btree ("to_at");--> statement-breakpoint
CREATE INDEX "actions_by_due_day" ON "demur"."corrective_actions" USING btree ("due_on","id");--> statement-breakpoint
CREATE INDEX "withdrawals_by_end" ON "demur"."resolutions" USING btree ("until_day") WHERE until_day is not null;--> statement-breakpoint
CREATE INDEX "sessions_by_end" ON "demur"."sessions" USING btree ("expires_at");