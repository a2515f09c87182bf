CREATE TABLE "member_days" (
	"member_id" uuid NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "member_days_member_id_day_pk" PRIMARY KEY("member_id","day")
);
--> statement-breakpoint
CREATE TABLE "badge_awards" (
	"badge" text NOT NULL,
	"member_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"post_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"awarded_at" timestamp (3) with time zone NOT NULL,
	"given_by" uuid,
	"given_for" text,
	"hidden_at" timestamp (3) with time zone,
	CONSTRAINT "badge_awards_member_id_badge_subject_pk" PRIMARY KEY("member_id","badge","subject")
);
--> statement-breakpoint
CREATE TABLE "badge_events" (
	"id" text PRIMARY KEY NOT NULL,
	"badge" text NOT NULL,
	"member_id" uuid,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"heard_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "badges" (
	"key" text PRIMARY KEY NOT NULL,
	"origin" text,
	"name" text,
	"about" text DEFAULT '' NOT NULL,
	"metal" text,
	"family" text,
	"formula" text,
	"event_type" text,
	"position" integer,
	"switched" text,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "ladder_versions" (
	"ladder" text NOT NULL,
	"version" integer NOT NULL,
	"steps" jsonb NOT NULL,
	"score" jsonb NOT NULL,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	"drafted_by" uuid,
	"activated_at" timestamp (3) with time zone,
	"activated_by" uuid,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "ladder_versions_ladder_version_pk" PRIMARY KEY("ladder","version")
);
--> statement-breakpoint
CREATE TABLE "member_measures" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"values" jsonb NOT NULL,
	"measured_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_ranks" (
	"member_id" uuid NOT NULL,
	"ladder" text NOT NULL,
	"step" smallint NOT NULL,
	"version" integer NOT NULL,
	"reached_at" timestamp (3) with time zone NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"mend_by" timestamp (3) with time zone,
	CONSTRAINT "member_ranks_member_id_ladder_pk" PRIMARY KEY("member_id","ladder")
);
--> statement-breakpoint
CREATE TABLE "member_titles" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"given_by" uuid
);
--> statement-breakpoint
CREATE TABLE "standing_deeds" (
	"kind" text NOT NULL,
	"source_id" text NOT NULL,
	"member_id" uuid NOT NULL,
	"other_id" uuid,
	"queue" text,
	"outcome" smallint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "standing_deeds_member_id_kind_source_id_pk" PRIMARY KEY("member_id","kind","source_id")
);
--> statement-breakpoint
CREATE TABLE "standing_due" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"origin" text
);
--> statement-breakpoint
CREATE TABLE "standing_wishes" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"no_readers_at" timestamp (3) with time zone,
	"no_leaderboards_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "tag_scores" (
	"member_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"score" integer NOT NULL,
	"votes" integer NOT NULL,
	"answers" integer NOT NULL,
	"accepted" integer NOT NULL,
	"last_at" date NOT NULL,
	CONSTRAINT "tag_scores_member_id_tag_id_pk" PRIMARY KEY("member_id","tag_id")
);
--> statement-breakpoint
CREATE INDEX "member_days_day" ON "member_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "badge_awards_badge" ON "badge_awards" USING btree ("badge","at","member_id");--> statement-breakpoint
CREATE INDEX "member_ranks_step" ON "member_ranks" USING btree ("ladder","step");--> statement-breakpoint
CREATE INDEX "standing_deeds_source" ON "standing_deeds" USING btree ("kind","source_id");--> statement-breakpoint
CREATE INDEX "standing_due_at" ON "standing_due" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "tag_scores_tag" ON "tag_scores" USING btree ("tag_id","score","member_id") WHERE "tag_scores"."score" > 0;--> statement-breakpoint
CREATE INDEX "post_revisions_author" ON "post_revisions" USING btree ("author_id","at");--> statement-breakpoint
CREATE INDEX "same_problems_member" ON "same_problems" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "topic_reads_at" ON "topic_reads" USING btree ("at");