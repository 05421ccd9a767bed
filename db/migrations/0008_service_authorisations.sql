CREATE TABLE "demur"."service_authorisations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"use_id" uuid NOT NULL,
	"terms_id" uuid NOT NULL,
	"authorised_by" uuid NOT NULL,
	"authorised_at" timestamp with time zone NOT NULL,
	CONSTRAINT "authorised_once" UNIQUE("use_id","terms_id")
);
--> statement-breakpoint
ALTER TABLE "demur"."letters" DROP CONSTRAINT "letter_kind_word";--> statement-breakpoint
ALTER TABLE "demur"."services_in_use" ADD COLUMN "taken_up_by" uuid;--> statement-breakpoint
ALTER TABLE "demur"."services_in_use" ADD COLUMN "instruction" text;--> statement-breakpoint
ALTER TABLE "demur"."services_in_use" ADD COLUMN "dropped_by" uuid;--> statement-breakpoint
ALTER TABLE "demur"."services_in_use" ADD CONSTRAINT "use_of_subscriber" UNIQUE("subscriber_id","id");--> statement-breakpoint
ALTER TABLE "demur"."service_authorisations" ADD CONSTRAINT "service_authorisations_terms_id_terms_id_fk" FOREIGN KEY ("terms_id") REFERENCES "demur"."terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."service_authorisations" ADD CONSTRAINT "service_authorisations_authorised_by_users_id_fk" FOREIGN KEY ("authorised_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."service_authorisations" ADD CONSTRAINT "authorisation_of_use" FOREIGN KEY ("subscriber_id","use_id") REFERENCES "demur"."services_in_use"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "service_authorisations_of_subscriber" ON "demur"."service_authorisations" USING btree ("subscriber_id");--> statement-breakpoint
ALTER TABLE "demur"."services_in_use" ADD CONSTRAINT "services_in_use_taken_up_by_users_id_fk" FOREIGN KEY ("taken_up_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."services_in_use" ADD CONSTRAINT "services_in_use_dropped_by_users_id_fk" FOREIGN KEY ("dropped_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letter_kind_word" CHECK ("demur"."letters"."kind" in ('notice', 'receipt', 'supplement', 'message', 'proposal', 'decision', 'action_done', 'data_statement', 'no_objection_record', 'change_withdrawn', 'window_extended', 'admission', 'service_authorised'));