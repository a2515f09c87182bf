CREATE TABLE "shares" (
	"code" text PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"visitors" integer DEFAULT 0 NOT NULL,
	"marks" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "shares_own" ON "shares" USING btree ("member_id","post_id");--> statement-breakpoint
CREATE INDEX "shares_post" ON "shares" USING btree ("post_id");