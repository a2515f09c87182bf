CREATE TABLE "appeals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"statement_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"reason" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "moderation_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"action" text NOT NULL,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"member_id" uuid,
	"post_id" uuid,
	"topic_id" integer,
	"board_id" uuid,
	"statement_id" uuid,
	"clause" text,
	"terms_version" integer,
	"reason" text DEFAULT '' NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"event_id" uuid
);
--> statement-breakpoint
CREATE TABLE "sanctions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"limits" text[] DEFAULT '{}' NOT NULL,
	"clause" text,
	"terms_version" integer,
	"clause_title" text,
	"reason" text NOT NULL,
	"skip_reason" text,
	"post_id" uuid,
	"topic_id" integer,
	"board_id" uuid,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"lifted_at" timestamp (3) with time zone,
	"lifted_as" text,
	"lift_reason" text,
	"ended_at" timestamp (3) with time zone,
	"statement_id" uuid,
	CONSTRAINT "sanctions_end" CHECK (("sanctions"."kind" in ('limit', 'suspension')) = ("sanctions"."until" is not null) and ("sanctions"."until" is null or "sanctions"."until" > "sanctions"."at"))
);
--> statement-breakpoint
CREATE TABLE "statements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"post_id" uuid,
	"topic_id" integer,
	"board_id" uuid,
	"sanction_id" uuid,
	"clause" text,
	"terms_version" integer,
	"clause_title" text,
	"clause_text" text,
	"reason" text NOT NULL,
	"message" text NOT NULL,
	"until" timestamp (3) with time zone,
	"by_kind" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_statement_id_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."statements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_once" ON "appeals" USING btree ("statement_id");--> statement-breakpoint
CREATE INDEX "appeals_open" ON "appeals" USING btree ("at","id") WHERE "appeals"."outcome" is null;--> statement-breakpoint
CREATE INDEX "appeals_decided" ON "appeals" USING btree ("decided_at");--> statement-breakpoint
CREATE INDEX "appeals_member" ON "appeals" USING btree ("member_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_log_event" ON "moderation_log" USING btree ("event_id") WHERE "moderation_log"."event_id" is not null;--> statement-breakpoint
CREATE INDEX "moderation_log_at" ON "moderation_log" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "moderation_log_member" ON "moderation_log" USING btree ("member_id","id");--> statement-breakpoint
CREATE INDEX "moderation_log_action" ON "moderation_log" USING btree ("action","id");--> statement-breakpoint
CREATE INDEX "sanctions_member" ON "sanctions" USING btree ("member_id","at","id");--> statement-breakpoint
CREATE INDEX "sanctions_ending" ON "sanctions" USING btree ("until") WHERE "sanctions"."until" is not null and "sanctions"."lifted_at" is null and "sanctions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "sanctions_at" ON "sanctions" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "statements_post" ON "statements" USING btree ("post_id","kind","at") WHERE "statements"."sanction_id" is null and "statements"."post_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "statements_closure" ON "statements" USING btree ("topic_id","at") WHERE "statements"."kind" = 'closure';--> statement-breakpoint
CREATE INDEX "statements_member" ON "statements" USING btree ("member_id","at","id");--> statement-breakpoint
CREATE INDEX "statements_clause" ON "statements" USING btree ("clause","at","id");--> statement-breakpoint
CREATE INDEX "statements_topic" ON "statements" USING btree ("topic_id","at");--> statement-breakpoint
CREATE TRIGGER "moderation_log_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "moderation_log" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER "review_decisions_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "review_decisions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER "statements_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "statements" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
