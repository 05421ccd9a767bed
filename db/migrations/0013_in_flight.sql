ALTER TABLE "demur"."letters" DROP CONSTRAINT "letter_kind_word";--> statement-breakpoint
DROP INDEX "demur"."one_notice";--> statement-breakpoint
ALTER TABLE "demur"."changes" ADD COLUMN "urgent_reason" text;--> statement-breakpoint
ALTER TABLE "demur"."notices" ADD COLUMN "urgent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "demur"."objections" ADD COLUMN "carried_from" uuid;--> statement-breakpoint
ALTER TABLE "demur"."objections" ADD CONSTRAINT "carried_from_an_objection" FOREIGN KEY ("subscriber_id","carried_from") REFERENCES "demur"."objections"("subscriber_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_notice" ON "demur"."notices" USING btree ("change_id","subscriber_id","occasion") WHERE answer is distinct from 'not_concerned' and occasion <> 'fresh';--> statement-breakpoint
ALTER TABLE "demur"."objections" ADD CONSTRAINT "carried_once" UNIQUE("carried_from");--> statement-breakpoint
ALTER TABLE "demur"."changes" ADD CONSTRAINT "urgent_replacement" CHECK ("demur"."changes"."urgent_reason" is null or "demur"."changes"."kind" = 'replacement');--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letter_kind_word" CHECK ("demur"."letters"."kind" in ('notice', 'receipt', 'supplement', 'message', 'proposal', 'decision', 'action_done', 'data_statement', 'no_objection_record', 'change_withdrawn', 'superseded', 'carried_over', 'window_extended', 'admission', 'service_authorised', 'follow_confirmation', 'register_published'));