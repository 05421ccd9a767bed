ALTER TABLE "demur"."salts" DROP CONSTRAINT "salts_position_events_position_fk";
