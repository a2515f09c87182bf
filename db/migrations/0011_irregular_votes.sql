CREATE TABLE "vote_finding_parts" (
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"finding_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	CONSTRAINT "vote_finding_parts_kind_subject_id_pk" PRIMARY KEY("kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "vote_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cause" text NOT NULL,
	"rule" text NOT NULL,
	"giver_id" uuid NOT NULL,
	"receiver_id" uuid NOT NULL,
	"count" integer NOT NULL,
	"evidence" jsonb NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"reversed_at" timestamp (3) with time zone,
	"dismissed_at" timestamp (3) with time zone,
	"dismissed_by" uuid
);
--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "acceptance_voided_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "vote_finding_parts" ADD CONSTRAINT "vote_finding_parts_finding_id_vote_findings_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."vote_findings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "vote_finding_parts_finding" ON "vote_finding_parts" USING btree ("finding_id");--> statement-breakpoint
CREATE INDEX "vote_findings_found" ON "vote_findings" USING btree ("found_at","id");--> statement-breakpoint
CREATE INDEX "vote_findings_open" ON "vote_findings" USING btree ("found_at","id") WHERE "vote_findings"."dismissed_at" is null;