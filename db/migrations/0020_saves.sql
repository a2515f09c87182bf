CREATE TABLE "saves" (
	"member_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saves_member_id_post_id_pk" PRIMARY KEY("member_id","post_id")
);
--> statement-breakpoint
ALTER TABLE "saves" ADD CONSTRAINT "saves_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saves_list" ON "saves" USING btree ("member_id","at","post_id");--> statement-breakpoint
CREATE INDEX "saves_post" ON "saves" USING btree ("post_id");