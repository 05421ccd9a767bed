DROP INDEX "demur"."notices_unseen";--> statement-breakpoint
ALTER TABLE "demur"."notices" ADD COLUMN "unproven_since" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "notices_unseen" ON "demur"."notices" USING btree ("closes_at","id") WHERE answer is null and (shown_at is null or unproven_since is not null);--> statement-breakpoint
ALTER TABLE "demur"."notices" ADD CONSTRAINT "unproven_once_shown" CHECK ("demur"."notices"."unproven_since" is null or "demur"."notices"."shown_at" is not null);