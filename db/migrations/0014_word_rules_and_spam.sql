CREATE TABLE "spam_lessons" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"verdict" text NOT NULL,
	"decision_id" uuid NOT NULL,
	"tokens" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spam_tokens" (
	"token" integer PRIMARY KEY NOT NULL,
	"spam" integer NOT NULL,
	"ham" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "word_rule_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule_id" uuid NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "word_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pattern" text NOT NULL,
	"text" text NOT NULL,
	"whole_words" boolean NOT NULL,
	"effect" text NOT NULL,
	"replacement" text DEFAULT '' NOT NULL,
	"clause" text,
	"boards" uuid[],
	"active" boolean NOT NULL,
	"position" smallint NOT NULL,
	"by_id" uuid,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "word_rule_changes" ADD CONSTRAINT "word_rule_changes_rule_id_word_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."word_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "word_rule_changes_at" ON "word_rule_changes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "word_rules_position" ON "word_rules" USING btree ("position","id");