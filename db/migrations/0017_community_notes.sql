CREATE TABLE "community_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"source" text NOT NULL,
	"html" text NOT NULL,
	"state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "community_notes" ADD CONSTRAINT "community_notes_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "community_notes_standing" ON "community_notes" USING btree ("post_id") WHERE "community_notes"."state" = 'approved';--> statement-breakpoint
CREATE UNIQUE INDEX "community_notes_proposed" ON "community_notes" USING btree ("post_id","author_id") WHERE "community_notes"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "community_notes_post" ON "community_notes" USING btree ("post_id","at");