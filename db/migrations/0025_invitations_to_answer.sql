CREATE TABLE "answer_invitations" (
	"topic_id" integer NOT NULL,
	"member_id" uuid NOT NULL,
	"invited_by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"declined_at" timestamp (3) with time zone,
	CONSTRAINT "answer_invitations_topic_id_member_id_pk" PRIMARY KEY("topic_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "invitation_refusals" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "answer_invitations" ADD CONSTRAINT "answer_invitations_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_invitations_by" ON "answer_invitations" USING btree ("invited_by","at");--> statement-breakpoint
CREATE INDEX "answer_invitations_member" ON "answer_invitations" USING btree ("member_id","at");