CREATE TABLE "kept_posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"address" text NOT NULL,
	"fields" jsonb NOT NULL,
	"kept_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "kept_posts_address" ON "kept_posts" USING btree ("member_id","address");--> statement-breakpoint
CREATE INDEX "kept_posts_at" ON "kept_posts" USING btree ("kept_at");