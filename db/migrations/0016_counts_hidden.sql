ALTER TABLE "boards" ADD COLUMN "counts_after_hours" integer;--> statement-breakpoint
ALTER TABLE "boards" ADD COLUMN "counts_after_votes" integer;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "counts_hidden_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "counts_hidden_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "blind" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "posts_counts_hidden" ON "posts" USING btree ("counts_hidden_until") WHERE "posts"."counts_hidden_until" is not null;