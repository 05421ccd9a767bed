CREATE TABLE "demur"."followers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text,
	"token_hash" "bytea" NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked" smallint DEFAULT 1 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "follower_email_taken" UNIQUE("email"),
	CONSTRAINT "address_erased_with_the_end" CHECK (("demur"."followers"."email" is null) = ("demur"."followers"."ended_at" is not null)),
	CONSTRAINT "follower_email_is_lower_case" CHECK ("demur"."followers"."email" = lower("demur"."followers"."email"))
);
--> statement-breakpoint
ALTER TABLE "demur"."letters" DROP CONSTRAINT "letter_kind_word";--> statement-breakpoint
ALTER TABLE "demur"."letters" ALTER COLUMN "subscriber_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD COLUMN "follower_id" uuid;--> statement-breakpoint
CREATE INDEX "followers_unconfirmed" ON "demur"."followers" USING btree ("expires_at") WHERE "demur"."followers"."confirmed_at" is null and "demur"."followers"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letters_follower_id_followers_id_fk" FOREIGN KEY ("follower_id") REFERENCES "demur"."followers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letter_to_one" CHECK (num_nonnulls("demur"."letters"."subscriber_id", "demur"."letters"."follower_id") = 1);--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letter_to_a_follower" CHECK (("demur"."letters"."follower_id" is not null) = ("demur"."letters"."kind" in ('follow_confirmation', 'register_published')));--> statement-breakpoint
ALTER TABLE "demur"."letters" ADD CONSTRAINT "letter_kind_word" CHECK ("demur"."letters"."kind" in ('notice', 'receipt', 'supplement', 'message', 'proposal', 'decision', 'action_done', 'data_statement', 'no_objection_record', 'change_withdrawn', 'window_extended', 'admission', 'service_authorised', 'follow_confirmation', 'register_published'));