CREATE INDEX "deliveries_handed" ON "demur"."deliveries" USING btree ("handed_at","id") WHERE handed_at is not null;--> statement-breakpoint
CREATE INDEX "letters_of_kind" ON "demur"."letters" USING btree ("kind","obliged_at","id");--> statement-breakpoint
CREATE INDEX "letters_lapsed" ON "demur"."letters" USING btree ("lapsed_at","id") WHERE lapsed_at is not null;