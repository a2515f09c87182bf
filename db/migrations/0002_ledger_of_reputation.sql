CREATE TABLE "reputation_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"turn" integer NOT NULL,
	"amount" integer NOT NULL,
	"full" integer NOT NULL,
	"cause" text,
	"by_id" uuid,
	"post_id" uuid,
	"day" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_entries" (
	"post_id" uuid NOT NULL,
	"vote_id" uuid NOT NULL,
	"turn" integer NOT NULL,
	"amount" integer NOT NULL,
	"cause" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "voided_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "voided_cause" text;--> statement-breakpoint
CREATE UNIQUE INDEX "reputation_entries_once" ON "reputation_entries" USING btree ("source_id","member_id","reason","source_kind","turn");--> statement-breakpoint
CREATE INDEX "reputation_entries_day" ON "reputation_entries" USING btree ("member_id","day","amount");--> statement-breakpoint
CREATE INDEX "reputation_entries_post" ON "reputation_entries" USING btree ("post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "score_entries_once" ON "score_entries" USING btree ("post_id","vote_id","turn");--> statement-breakpoint
CREATE INDEX "votes_at" ON "votes" USING btree ("at");