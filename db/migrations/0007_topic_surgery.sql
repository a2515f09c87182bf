CREATE TABLE "pin_folds" (
	"member_id" uuid NOT NULL,
	"board_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pin_folds_member_id_board_id_pk" PRIMARY KEY("member_id","board_id")
);
--> statement-breakpoint
CREATE TABLE "post_places" (
	"topic_id" integer NOT NULL,
	"number" integer NOT NULL,
	"post_id" uuid NOT NULL,
	"deed_id" uuid NOT NULL,
	"then" jsonb NOT NULL,
	CONSTRAINT "post_places_topic_id_number_pk" PRIMARY KEY("topic_id","number")
);
--> statement-breakpoint
CREATE TABLE "topic_deeds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic_id" integer NOT NULL,
	"kind" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"other_id" integer,
	"details" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "crm_cases" ADD COLUMN "duplicate_of" uuid;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "joined_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "joined_from" integer;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "merged_into" integer;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "question_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "locked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "locked_by" uuid;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "locked_reason" text;--> statement-breakpoint
ALTER TABLE "post_places" ADD CONSTRAINT "post_places_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_places" ADD CONSTRAINT "post_places_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_deeds" ADD CONSTRAINT "topic_deeds_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_places_post" ON "post_places" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "post_places_deed" ON "post_places" USING btree ("deed_id");--> statement-breakpoint
CREATE INDEX "topic_deeds_topic" ON "topic_deeds" USING btree ("topic_id","at");--> statement-breakpoint
CREATE INDEX "topics_merged" ON "topics" USING btree ("merged_into") WHERE "topics"."merged_into" is not null;--> statement-breakpoint
CREATE INDEX "topics_pinned" ON "topics" USING btree ("board_id","pinned_at") WHERE "topics"."pinned_at" is not null;