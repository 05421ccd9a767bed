CREATE TABLE "demur"."api_token_uses" (
	"token_id" uuid PRIMARY KEY NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demur"."api_tokens" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_by" uuid,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_token_hash_taken" UNIQUE("token_hash"),
	CONSTRAINT "api_scope_words" CHECK (cardinality("demur"."api_tokens"."scopes") > 0 and "demur"."api_tokens"."scopes" <@ array['authorisations:read', 'register:read']),
	CONSTRAINT "revoked_by_somebody" CHECK (("demur"."api_tokens"."revoked_at" is null) = ("demur"."api_tokens"."revoked_by" is null)),
	CONSTRAINT "expires_after_creation" CHECK ("demur"."api_tokens"."expires_at" > "demur"."api_tokens"."created_at")
);
--> statement-breakpoint
ALTER TABLE "demur"."api_token_uses" ADD CONSTRAINT "api_token_uses_token_id_api_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "demur"."api_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."api_tokens" ADD CONSTRAINT "api_tokens_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demur"."api_tokens" ADD CONSTRAINT "api_tokens_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "demur"."users"("id") ON DELETE no action ON UPDATE no action;