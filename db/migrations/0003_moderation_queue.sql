CREATE TABLE "author_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"topic_id" integer NOT NULL,
	"author_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"post_id" uuid,
	"member_id" uuid,
	"linked_posts" uuid[] DEFAULT '{}' NOT NULL,
	"topic_id" integer NOT NULL,
	"flagger_id" uuid NOT NULL,
	"clause" text NOT NULL,
	"terms_version" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"weight" real NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"judged_at" timestamp (3) with time zone,
	"upheld" boolean
);
--> statement-breakpoint
CREATE TABLE "review_alerts" (
	"item_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "review_alerts_item_id_member_id_pk" PRIMARY KEY("item_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "review_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"action" text NOT NULL,
	"clause" text,
	"terms_version" integer,
	"reason" text DEFAULT '' NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"undoes" uuid,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"post_id" uuid,
	"topic_id" integer,
	"suggestion_id" uuid,
	"appeal_of" uuid,
	"member_id" uuid,
	"board_id" uuid,
	"language" text NOT NULL,
	"score" real NOT NULL,
	"reasons" jsonb NOT NULL,
	"state" text NOT NULL,
	"outcome" text,
	"auto_hidden_at" timestamp (3) with time zone,
	"publish_at" timestamp (3) with time zone,
	"claimed_by" uuid,
	"claimed_until" timestamp (3) with time zone,
	"assignee_id" uuid,
	"second_from" uuid,
	"category" text,
	"snoozed_until" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"board_id" uuid,
	"clause" text,
	"flag_count" smallint NOT NULL,
	"assignee_id" uuid,
	"category" text,
	"at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "review_wishes" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"minimum" text NOT NULL,
	"alert_from" text NOT NULL,
	"alert_page" boolean NOT NULL,
	"alert_mail" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suggestions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"topic_id" integer NOT NULL,
	"proposer_id" uuid NOT NULL,
	"title" text,
	"tag_slugs" text[],
	"source" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"based_on" integer NOT NULL,
	"state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decision_reason" text
);
--> statement-breakpoint
ALTER TABLE "post_revisions" ADD COLUMN "approved_by" uuid;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "reopens_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_item_id_review_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."review_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_alerts" ADD CONSTRAINT "review_alerts_item_id_review_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."review_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_item_id_review_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."review_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_notes" ADD CONSTRAINT "review_notes_item_id_review_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."review_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "author_notes_once" ON "author_notes" USING btree ("post_id","from_id");--> statement-breakpoint
CREATE INDEX "author_notes_from" ON "author_notes" USING btree ("from_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "flags_post_once" ON "flags" USING btree ("post_id","flagger_id") WHERE "flags"."post_id" is not null and "flags"."judged_at" is null and "flags"."withdrawn_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "flags_member_once" ON "flags" USING btree ("member_id","flagger_id") WHERE "flags"."post_id" is null and "flags"."judged_at" is null and "flags"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "flags_item" ON "flags" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "flags_flagger" ON "flags" USING btree ("flagger_id","at");--> statement-breakpoint
CREATE INDEX "flags_member" ON "flags" USING btree ("member_id","at");--> statement-breakpoint
CREATE INDEX "flags_topic_open" ON "flags" USING btree ("topic_id") WHERE "flags"."judged_at" is null and "flags"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "review_decisions_item" ON "review_decisions" USING btree ("item_id","id");--> statement-breakpoint
CREATE INDEX "review_decisions_clause" ON "review_decisions" USING btree ("clause","at");--> statement-breakpoint
CREATE INDEX "review_decisions_by" ON "review_decisions" USING btree ("by_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "review_decisions_undone" ON "review_decisions" USING btree ("undoes") WHERE "review_decisions"."undoes" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "review_items_open_once" ON "review_items" USING btree ("kind","subject") WHERE "review_items"."state" = 'open';--> statement-breakpoint
CREATE INDEX "review_items_open" ON "review_items" USING btree ("score" DESC NULLS LAST,"opened_at","id") WHERE "review_items"."state" = 'open';--> statement-breakpoint
CREATE INDEX "review_items_board" ON "review_items" USING btree ("board_id","score" DESC NULLS LAST,"opened_at","id") WHERE "review_items"."state" = 'open';--> statement-breakpoint
CREATE INDEX "review_items_kind" ON "review_items" USING btree ("kind","score" DESC NULLS LAST,"opened_at","id") WHERE "review_items"."state" = 'open';--> statement-breakpoint
CREATE INDEX "review_items_publish" ON "review_items" USING btree ("publish_at") WHERE "review_items"."state" = 'open' and "review_items"."publish_at" is not null;--> statement-breakpoint
CREATE INDEX "review_items_post" ON "review_items" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "review_items_member" ON "review_items" USING btree ("member_id","opened_at");--> statement-breakpoint
CREATE INDEX "review_items_decided" ON "review_items" USING btree ("decided_at");--> statement-breakpoint
CREATE INDEX "review_notes_item" ON "review_notes" USING btree ("item_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "suggestions_open" ON "suggestions" USING btree ("post_id","proposer_id") WHERE "suggestions"."state" = 'open';--> statement-breakpoint
CREATE INDEX "suggestions_proposer" ON "suggestions" USING btree ("proposer_id","at");--> statement-breakpoint
CREATE INDEX "topics_reopening" ON "topics" USING btree ("reopens_at") WHERE "topics"."reopens_at" is not null;