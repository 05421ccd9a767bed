CREATE TABLE "demur"."webhook_cursor" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"position" bigint NOT NULL,
	"reach_position" bigint NOT NULL,
	"reach_at" timestamp with time zone NOT NULL,
	CONSTRAINT "one_webhook_cursor" CHECK ("demur"."webhook_cursor"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "demur"."webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"message_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"requested_by" uuid,
	"next_try_at" timestamp with time zone NOT NULL,
	"tries" smallint DEFAULT 0 NOT NULL,
	"delivered_at" timestamp with time zone,
	"code" smallint,
	"answer" text,
	"failed_at" timestamp with time zone,
	CONSTRAINT "webhook_ends_once" CHECK ("demur"."webhook_deliveries"."delivered_at" is null or "demur"."webhook_deliveries"."failed_at" is null)
);
--> statement-breakpoint
CREATE TABLE "demur"."webhook_endpoints" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"kinds" text[] NOT NULL,
	"after_position" bigint DEFAULT 0 NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"paused_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"ended_by" uuid,
	"ended_at" timestamp with time zone,
	CONSTRAINT "webhook_kind_words" CHECK (cardinality("demur"."webhook_endpoints"."kinds") > 0 and "demur"."webhook_endpoints"."kinds" <@ array['notice.given', 'objection.filed', 'objection.resolved', 'authorisation.changed']),
	CONSTRAINT "webhook_ended_by_somebody" CHECK (("demur"."webhook_endpoints"."ended_at" is null) = ("demur"."webhook_endpoints"."ended_by" is null))
);
--> statement-breakpoint
CREATE TABLE "demur"."webhook_health" (
	"endpoint_id" uuid PRIMARY KEY NOT NULL,
	"failing_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "demur"."webhook_messages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"position" bigint,
	"at" timestamp with time zone NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "webhook_message_kind_word" CHECK ("demur"."webhook_messages"."kind" in ('notice.given', 'objection.filed', 'objection.resolved', 'authorisation.changed', 'webhook.test'))
);
--> statement-breakpoint
CREATE TABLE "demur"."webhook_secrets" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"works_until" timestamp with time zone,
	CONSTRAINT "one_latest_webhook_secret" UNIQUE NULLS NOT DISTINCT("endpoint_id","works_until")
);
--> statement-breakpoint
CREATE TABLE "demur"."webhook_tries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"delivery_id" uuid NOT NULL,
	"tried_at" timestamp with time zone NOT NULL,
	"failure" text NOT NULL,
	"code" smallint,
	"answer" text NOT NULL,
	CONSTRAINT "webhook_failure_word" CHECK ("demur"."webhook_tries"."failure" in ('status', 'timeout', 'connection', 'name', 'target', 'secret'))
);
--> statement-breakpoint
ALTER TABLE "demur"."webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_message_id_webhook_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "demur"."webhook_messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "demur"."webhook_endpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."webhook_health" ADD CONSTRAINT "webhook_health_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "demur"."webhook_endpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."webhook_secrets" ADD CONSTRAINT "webhook_secrets_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "demur"."webhook_endpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."webhook_tries" ADD CONSTRAINT "webhook_tries_delivery_id_webhook_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "demur"."webhook_deliveries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "demur"."webhook_deliveries" USING btree ("endpoint_id","next_try_at","id") WHERE delivered_at is null and failed_at is null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_of_endpoint" ON "demur"."webhook_deliveries" USING btree ("endpoint_id","created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_failed" ON "demur"."webhook_deliveries" USING btree ("endpoint_id","created_at","id") WHERE failed_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_made" ON "demur"."webhook_deliveries" USING btree ("endpoint_id","delivered_at") WHERE delivered_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_of_message" ON "demur"."webhook_deliveries" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "webhook_messages_by_age" ON "demur"."webhook_messages" USING btree ("at");--> statement-breakpoint
CREATE INDEX "webhook_tries_of_delivery" ON "demur"."webhook_tries" USING btree ("delivery_id","tried_at");