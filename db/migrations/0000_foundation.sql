CREATE TABLE "commands" (
	"id" uuid PRIMARY KEY NOT NULL,
	"queue" text NOT NULL,
	"payload" jsonb NOT NULL,
	"start_after" timestamp (3) with time zone,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"via_key" uuid,
	"topic_id" integer,
	"payload" jsonb NOT NULL,
	"origin" text,
	"cause" uuid,
	"depth" smallint NOT NULL,
	"relayed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"key_id" uuid NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" smallint,
	"body" text,
	"location" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_key_id_key_pk" PRIMARY KEY("key_id","key")
);
--> statement-breakpoint
CREATE TABLE "import_refs" (
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL,
	"our_kind" text NOT NULL,
	"our_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "import_refs_source_kind_external_id_pk" PRIMARY KEY("source","kind","external_id")
);
--> statement-breakpoint
CREATE TABLE "crm_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connection_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"external_stamp" text,
	"synced_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"raw_hash" text NOT NULL,
	"attributes" jsonb NOT NULL,
	"name" text NOT NULL,
	"domains" text[] NOT NULL,
	"tier" text
);
--> statement-breakpoint
CREATE TABLE "crm_allowances" (
	"contract_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"period" text NOT NULL,
	"total" integer NOT NULL,
	"used" integer NOT NULL,
	CONSTRAINT "crm_allowances_contract_id_kind_period_pk" PRIMARY KEY("contract_id","kind","period"),
	CONSTRAINT "crm_allowances_used" CHECK ("crm_allowances"."used" >= 0 and "crm_allowances"."used" <= "crm_allowances"."total")
);
--> statement-breakpoint
CREATE TABLE "crm_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connection_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"serial" integer GENERATED ALWAYS AS IDENTITY (sequence name "crm_cases_serial_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1001 CACHE 1),
	"escalation_id" uuid NOT NULL,
	"topic_id" integer NOT NULL,
	"subject" text NOT NULL,
	"status" text NOT NULL,
	"account_id" uuid,
	"contact_id" uuid,
	"contract_id" uuid,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "crm_connections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "crm_contact_emails" (
	"contact_id" uuid NOT NULL,
	"email_norm" text NOT NULL,
	CONSTRAINT "crm_contact_emails_contact_id_email_norm_pk" PRIMARY KEY("contact_id","email_norm")
);
--> statement-breakpoint
CREATE TABLE "crm_contacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connection_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"external_stamp" text,
	"synced_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"raw_hash" text NOT NULL,
	"attributes" jsonb NOT NULL,
	"account_id" uuid,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"active" boolean NOT NULL,
	"is_role_mailbox" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "crm_contract_contacts" (
	"contract_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	CONSTRAINT "crm_contract_contacts_contract_id_contact_id_pk" PRIMARY KEY("contract_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "crm_contract_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"product_id" uuid,
	"starts_on" date,
	"ends_on" date
);
--> statement-breakpoint
CREATE TABLE "crm_contracts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connection_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"external_stamp" text,
	"synced_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"raw_hash" text NOT NULL,
	"attributes" jsonb NOT NULL,
	"account_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"status" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"zone" text,
	"support_level" text
);
--> statement-breakpoint
CREATE TABLE "crm_dispatches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connection_id" uuid NOT NULL,
	"dedupe_key" text NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"remote_id" text,
	"last_error" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "crm_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contact_id" uuid NOT NULL,
	"email" text NOT NULL,
	"token_hash" text,
	"invited_by" uuid,
	"invited_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"redeemed_at" timestamp (3) with time zone,
	"redeemed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "crm_products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connection_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"external_stamp" text,
	"synced_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"raw_hash" text NOT NULL,
	"attributes" jsonb NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"line" text,
	"active" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_suggestions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"contact_id" uuid,
	"account_id" uuid,
	"score" real NOT NULL,
	"evidence" jsonb NOT NULL,
	"state" text NOT NULL,
	"suggested_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "member_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"account_id" uuid,
	"method" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_to" timestamp (3) with time zone,
	"started_by" text NOT NULL,
	"ended_by" text,
	"end_cause" text
);
--> statement-breakpoint
CREATE TABLE "business_calendars" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"zone" text NOT NULL,
	"weekly" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_holidays" (
	"calendar_id" uuid NOT NULL,
	"day" date NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "calendar_holidays_calendar_id_day_pk" PRIMARY KEY("calendar_id","day")
);
--> statement-breakpoint
CREATE TABLE "clock_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"clock_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"cause" text NOT NULL,
	"ref" jsonb NOT NULL,
	"actor" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalation_queues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"product_id" uuid,
	"board_id" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic_id" integer NOT NULL,
	"board_id" uuid NOT NULL,
	"asker_id" uuid,
	"cause" text NOT NULL,
	"reason" text,
	"asked_by" uuid,
	"clock_id" uuid,
	"idem_key" text NOT NULL,
	"severity" smallint NOT NULL,
	"state" text NOT NULL,
	"queue_id" uuid NOT NULL,
	"assignee_id" uuid,
	"policy_id" uuid,
	"contract_id" uuid,
	"account_id" uuid,
	"contact_id" uuid,
	"coverage" jsonb,
	"due_at" timestamp (3) with time zone NOT NULL,
	"fired_at" timestamp (3) with time zone NOT NULL,
	"late_by" integer NOT NULL,
	"assigned_at" timestamp (3) with time zone,
	"acked_at" timestamp (3) with time zone,
	"waiting_since" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"publish" text,
	"end_reason" text,
	"reopened_count" integer NOT NULL,
	"reopened_at" timestamp (3) with time zone,
	"allowance_period" text,
	"previous_id" uuid
);
--> statement-breakpoint
CREATE TABLE "sla_clocks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"topic_id" integer NOT NULL,
	"member_id" uuid,
	"kind" text NOT NULL,
	"generation" integer NOT NULL,
	"policy_id" uuid NOT NULL,
	"policy_version" integer NOT NULL,
	"contract_id" uuid NOT NULL,
	"calendar_id" uuid,
	"coverage" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"state" text NOT NULL,
	"end_cause" text,
	"backfilled" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sla_policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"active" boolean NOT NULL,
	"match" jsonb NOT NULL,
	"applies_to" text NOT NULL,
	"nr_seconds" integer,
	"nr_clock" text NOT NULL,
	"ns_seconds" integer,
	"ns_clock" text NOT NULL,
	"ns_max_seconds" integer NOT NULL,
	"calendar_key" text,
	"same_account_counts" boolean NOT NULL,
	"on_expiry" text NOT NULL,
	"retro" text NOT NULL,
	"max_retro_days" integer NOT NULL,
	"enforce_from" timestamp (3) with time zone NOT NULL,
	"allow_escalate_now" boolean NOT NULL,
	"escalate_now_quota" integer,
	"escalate_now_min_age" integer NOT NULL,
	"severity" smallint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "boards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"kinds" text[] NOT NULL,
	"product_code" text,
	"accepted_limit" smallint DEFAULT 2 NOT NULL,
	"allowed_tags" text[],
	"position" integer DEFAULT 0 NOT NULL,
	"topic_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "branch_readers" (
	"topic_id" integer NOT NULL,
	"member_id" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "branch_readers_topic_id_member_id_pk" PRIMARY KEY("topic_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "post_bounties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" integer NOT NULL,
	"member_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "post_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text,
	"tag_slugs" text[],
	"source" text NOT NULL,
	"source_format" text DEFAULT 'markdown' NOT NULL,
	"author_id" uuid,
	"author_name" text,
	"reason" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic_id" integer NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"parent_id" uuid,
	"author_id" uuid,
	"author_name" text,
	"source" text NOT NULL,
	"source_format" text DEFAULT 'markdown' NOT NULL,
	"html" text NOT NULL,
	"visibility" text DEFAULT 'public' NOT NULL,
	"official" boolean DEFAULT false NOT NULL,
	"bot" boolean DEFAULT false NOT NULL,
	"up" integer DEFAULT 0 NOT NULL,
	"down" integer DEFAULT 0 NOT NULL,
	"score" integer DEFAULT 0 NOT NULL,
	"same_problem" integer DEFAULT 0 NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"accepted_by" uuid,
	"valid_for" text DEFAULT '' NOT NULL,
	"exchange_of" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"visible_at" timestamp (3) with time zone,
	"edited_at" timestamp (3) with time zone,
	"edit_count" integer DEFAULT 0 NOT NULL,
	"community_at" timestamp (3) with time zone,
	"held_at" timestamp (3) with time zone,
	"hidden_at" timestamp (3) with time zone,
	"hidden_clause" text,
	"hidden_reason" text,
	"hidden_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" uuid,
	"search_body" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', left("posts"."source", 20000))) STORED
);
--> statement-breakpoint
CREATE TABLE "same_problems" (
	"topic_id" integer NOT NULL,
	"member_id" uuid NOT NULL,
	"version" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "same_problems_topic_id_member_id_pk" PRIMARY KEY("topic_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"excerpt" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"synonym_of" uuid,
	"topic_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "topic_reads" (
	"member_id" uuid NOT NULL,
	"topic_id" integer NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "topic_reads_member_id_topic_id_pk" PRIMARY KEY("member_id","topic_id")
);
--> statement-breakpoint
CREATE TABLE "topic_tags" (
	"topic_id" integer NOT NULL,
	"tag_id" uuid NOT NULL,
	"active_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "topic_tags_topic_id_tag_id_pk" PRIMARY KEY("topic_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "topics_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"board_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"slug" text NOT NULL,
	"excerpt" text DEFAULT '' NOT NULL,
	"tag_slugs" text[] DEFAULT '{}' NOT NULL,
	"author_id" uuid,
	"author_name" text,
	"opening_id" uuid NOT NULL,
	"score" integer DEFAULT 0 NOT NULL,
	"reply_count" integer DEFAULT 0 NOT NULL,
	"post_count" integer DEFAULT 1 NOT NULL,
	"accepted_count" smallint DEFAULT 0 NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"active_at" timestamp (3) with time zone NOT NULL,
	"last_author_id" uuid,
	"last_author_name" text,
	"answered_at" timestamp (3) with time zone,
	"solved_at" timestamp (3) with time zone,
	"marked_solved_at" timestamp (3) with time zone,
	"unsolved_at" timestamp (3) with time zone,
	"escalated_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"closed_reason" text,
	"closed_note" text,
	"review_asked_at" timestamp (3) with time zone,
	"duplicate_of" integer,
	"held_at" timestamp (3) with time zone,
	"hidden_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"pinned_at" timestamp (3) with time zone,
	"staff_replied" boolean DEFAULT false NOT NULL,
	"source_url" text,
	"source_licence" text,
	"lang" text,
	"search_title" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', "topics"."title")) STORED,
	CONSTRAINT "topics_title_length" CHECK (char_length("topics"."title") between 1 and 300)
);
--> statement-breakpoint
CREATE TABLE "votes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"member_id" uuid,
	"value" smallint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"source" text,
	CONSTRAINT "votes_value" CHECK ("votes"."value" between -100000 and 100000 and "votes"."value" <> 0)
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"member_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"level" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "watches_member_id_subject_kind_subject_id_pk" PRIMARY KEY("member_id","subject_kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"key_hash" text NOT NULL,
	"owner_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "board_roles" (
	"member_id" uuid NOT NULL,
	"board_id" uuid NOT NULL,
	"role" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "board_roles_member_id_board_id_role_pk" PRIMARY KEY("member_id","board_id","role")
);
--> statement-breakpoint
CREATE TABLE "email_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"email" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"handle" text NOT NULL,
	"display_name" text NOT NULL,
	"email" text,
	"email_verified_at" timestamp (3) with time zone,
	"pending_email" text,
	"password_hash" text,
	"roles" text[] DEFAULT '{}' NOT NULL,
	"reputation" integer DEFAULT 1 NOT NULL,
	"approved_posts" integer DEFAULT 0 NOT NULL,
	"vouched_at" timestamp (3) with time zone,
	"ghost_of" text,
	"bot" boolean DEFAULT false NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"time_zone" text,
	"about" text DEFAULT '' NOT NULL,
	"company" text,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"suspended_until" timestamp (3) with time zone,
	"deactivated_at" timestamp (3) with time zone,
	CONSTRAINT "members_handle_form" CHECK ("members"."handle" ~ '^[A-Za-z0-9][A-Za-z0-9_-]{1,39}$')
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"device" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setup_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "acceptances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"document" text NOT NULL,
	"version" integer NOT NULL,
	"hash" text NOT NULL,
	"locale" text NOT NULL,
	"method" text NOT NULL,
	"network" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "terms_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document" text NOT NULL,
	"version" integer NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"summary" text NOT NULL,
	"text" text NOT NULL,
	"clauses" jsonb NOT NULL,
	"hash" text NOT NULL,
	"must_accept" boolean NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"topic_id" integer,
	"post_id" uuid,
	"by_id" uuid,
	"cause" text NOT NULL,
	"rule" text NOT NULL,
	"params" jsonb NOT NULL,
	"needs_you" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"snoozed_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"member_id" uuid,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"about" jsonb NOT NULL,
	"queued_at" timestamp (3) with time zone NOT NULL,
	"address" text,
	"subject" text,
	"text" text,
	"html" text,
	"headers" jsonb,
	"sent_at" timestamp (3) with time zone,
	"kept_at" timestamp (3) with time zone,
	"dropped_at" timestamp (3) with time zone,
	"dropped_for" text,
	CONSTRAINT "letters_once" UNIQUE NULLS NOT DISTINCT("event_id","member_id","kind")
);
--> statement-breakpoint
CREATE TABLE "mail_causes" (
	"member_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"token" text NOT NULL,
	"refused_at" timestamp (3) with time zone,
	CONSTRAINT "mail_causes_member_id_cause_pk" PRIMARY KEY("member_id","cause")
);
--> statement-breakpoint
ALTER TABLE "crm_accounts" ADD CONSTRAINT "crm_accounts_connection_id_crm_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."crm_connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_allowances" ADD CONSTRAINT "crm_allowances_contract_id_crm_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."crm_contracts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_cases" ADD CONSTRAINT "crm_cases_connection_id_crm_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."crm_connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_cases" ADD CONSTRAINT "crm_cases_account_id_crm_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."crm_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_cases" ADD CONSTRAINT "crm_cases_contact_id_crm_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."crm_contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_cases" ADD CONSTRAINT "crm_cases_contract_id_crm_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."crm_contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contact_emails" ADD CONSTRAINT "crm_contact_emails_contact_id_crm_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."crm_contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contacts" ADD CONSTRAINT "crm_contacts_connection_id_crm_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."crm_connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contacts" ADD CONSTRAINT "crm_contacts_account_id_crm_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."crm_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contract_contacts" ADD CONSTRAINT "crm_contract_contacts_contract_id_crm_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."crm_contracts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contract_contacts" ADD CONSTRAINT "crm_contract_contacts_contact_id_crm_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."crm_contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contract_lines" ADD CONSTRAINT "crm_contract_lines_contract_id_crm_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."crm_contracts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contract_lines" ADD CONSTRAINT "crm_contract_lines_product_id_crm_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."crm_products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contracts" ADD CONSTRAINT "crm_contracts_connection_id_crm_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."crm_connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_contracts" ADD CONSTRAINT "crm_contracts_account_id_crm_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."crm_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_dispatches" ADD CONSTRAINT "crm_dispatches_connection_id_crm_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."crm_connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_invitations" ADD CONSTRAINT "crm_invitations_contact_id_crm_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."crm_contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_products" ADD CONSTRAINT "crm_products_connection_id_crm_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."crm_connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_suggestions" ADD CONSTRAINT "link_suggestions_contact_id_crm_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."crm_contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_suggestions" ADD CONSTRAINT "link_suggestions_account_id_crm_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."crm_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_links" ADD CONSTRAINT "member_links_connection_id_crm_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."crm_connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_links" ADD CONSTRAINT "member_links_contact_id_crm_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."crm_contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_links" ADD CONSTRAINT "member_links_account_id_crm_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."crm_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_holidays" ADD CONSTRAINT "calendar_holidays_calendar_id_business_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."business_calendars"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clock_events" ADD CONSTRAINT "clock_events_clock_id_sla_clocks_id_fk" FOREIGN KEY ("clock_id") REFERENCES "public"."sla_clocks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_clock_id_sla_clocks_id_fk" FOREIGN KEY ("clock_id") REFERENCES "public"."sla_clocks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_queue_id_escalation_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."escalation_queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_policy_id_sla_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."sla_policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sla_clocks" ADD CONSTRAINT "sla_clocks_policy_id_sla_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."sla_policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sla_clocks" ADD CONSTRAINT "sla_clocks_calendar_id_business_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."business_calendars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_bounties" ADD CONSTRAINT "post_bounties_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_revisions" ADD CONSTRAINT "post_revisions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_synonym_of_tags_id_fk" FOREIGN KEY ("synonym_of") REFERENCES "public"."tags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_tags" ADD CONSTRAINT "topic_tags_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_tags" ADD CONSTRAINT "topic_tags_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_board_id_boards_id_fk" FOREIGN KEY ("board_id") REFERENCES "public"."boards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_tokens" ADD CONSTRAINT "email_tokens_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_unrelayed" ON "events" USING btree ("id") WHERE "events"."relayed_at" is null;--> statement-breakpoint
CREATE INDEX "events_topic" ON "events" USING btree ("topic_id","id");--> statement-breakpoint
CREATE INDEX "events_actor" ON "events" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_at" ON "idempotency_keys" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_accounts_external" ON "crm_accounts" USING btree ("connection_id","external_id");--> statement-breakpoint
CREATE INDEX "crm_accounts_name" ON "crm_accounts" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "crm_accounts_domains" ON "crm_accounts" USING gin ("domains");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_cases_escalation" ON "crm_cases" USING btree ("escalation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_cases_external" ON "crm_cases" USING btree ("connection_id","external_id");--> statement-breakpoint
CREATE INDEX "crm_cases_account" ON "crm_cases" USING btree ("account_id","opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_connections_builtin" ON "crm_connections" USING btree ("kind") WHERE "crm_connections"."kind" = 'builtin';--> statement-breakpoint
CREATE INDEX "crm_contact_emails_norm" ON "crm_contact_emails" USING btree ("email_norm");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_contacts_external" ON "crm_contacts" USING btree ("connection_id","external_id");--> statement-breakpoint
CREATE INDEX "crm_contacts_account" ON "crm_contacts" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "crm_contract_lines_contract" ON "crm_contract_lines" USING btree ("contract_id");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_contracts_external" ON "crm_contracts" USING btree ("connection_id","external_id");--> statement-breakpoint
CREATE INDEX "crm_contracts_account" ON "crm_contracts" USING btree ("account_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_dispatches_dedupe" ON "crm_dispatches" USING btree ("dedupe_key");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_invitations_token" ON "crm_invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "crm_invitations_contact" ON "crm_invitations" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "crm_products_external" ON "crm_products" USING btree ("connection_id","external_id");--> statement-breakpoint
CREATE INDEX "crm_products_code" ON "crm_products" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "link_suggestions_contact" ON "link_suggestions" USING btree ("member_id","contact_id") WHERE "link_suggestions"."contact_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "link_suggestions_account" ON "link_suggestions" USING btree ("member_id","account_id") WHERE "link_suggestions"."contact_id" is null;--> statement-breakpoint
CREATE INDEX "link_suggestions_open" ON "link_suggestions" USING btree ("score","id") WHERE "link_suggestions"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "member_links_active" ON "member_links" USING btree ("member_id","connection_id") WHERE "member_links"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "member_links_contact" ON "member_links" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "member_links_account" ON "member_links" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "member_links_member" ON "member_links" USING btree ("member_id","valid_from");--> statement-breakpoint
CREATE UNIQUE INDEX "business_calendars_version" ON "business_calendars" USING btree ("key","version");--> statement-breakpoint
CREATE UNIQUE INDEX "clock_events_position" ON "clock_events" USING btree ("clock_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "escalation_queues_key" ON "escalation_queues" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "escalations_idem" ON "escalations" USING btree ("idem_key");--> statement-breakpoint
CREATE UNIQUE INDEX "escalations_open" ON "escalations" USING btree ("topic_id") WHERE "escalations"."state" in ('queued', 'assigned', 'acknowledged', 'awaiting_customer', 'awaiting_return', 'stuck');--> statement-breakpoint
CREATE INDEX "escalations_topic" ON "escalations" USING btree ("topic_id","fired_at");--> statement-breakpoint
CREATE INDEX "escalations_due" ON "escalations" USING btree ("due_at","id");--> statement-breakpoint
CREATE INDEX "escalations_assignee" ON "escalations" USING btree ("assignee_id","due_at");--> statement-breakpoint
CREATE INDEX "escalations_account" ON "escalations" USING btree ("account_id","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sla_clocks_generation" ON "sla_clocks" USING btree ("subject_kind","subject_id","kind","generation");--> statement-breakpoint
CREATE INDEX "sla_clocks_due" ON "sla_clocks" USING btree ("due_at","id") WHERE "sla_clocks"."state" = 'running';--> statement-breakpoint
CREATE INDEX "sla_clocks_topic" ON "sla_clocks" USING btree ("topic_id");--> statement-breakpoint
CREATE INDEX "sla_clocks_member" ON "sla_clocks" USING btree ("member_id") WHERE "sla_clocks"."state" in ('running', 'paused');--> statement-breakpoint
CREATE INDEX "sla_clocks_contract" ON "sla_clocks" USING btree ("contract_id") WHERE "sla_clocks"."state" in ('running', 'paused');--> statement-breakpoint
CREATE UNIQUE INDEX "sla_policies_version" ON "sla_policies" USING btree ("key","version");--> statement-breakpoint
CREATE UNIQUE INDEX "boards_slug" ON "boards" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "post_bounties_source" ON "post_bounties" USING btree ("source");--> statement-breakpoint
CREATE INDEX "post_bounties_post" ON "post_bounties" USING btree ("post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "post_revisions_number" ON "post_revisions" USING btree ("post_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "posts_number" ON "posts" USING btree ("topic_id","number");--> statement-breakpoint
CREATE INDEX "posts_author" ON "posts" USING btree ("author_id","created_at");--> statement-breakpoint
CREATE INDEX "posts_search" ON "posts" USING gin ("search_body") WHERE "posts"."visibility" = 'public';--> statement-breakpoint
CREATE UNIQUE INDEX "tags_slug" ON "tags" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "tags_count" ON "tags" USING btree ("topic_count");--> statement-breakpoint
CREATE INDEX "topic_tags_tag" ON "topic_tags" USING btree ("tag_id","active_at","topic_id");--> statement-breakpoint
CREATE INDEX "topics_active" ON "topics" USING btree ("active_at","id");--> statement-breakpoint
CREATE INDEX "topics_created" ON "topics" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "topics_score" ON "topics" USING btree ("score","id");--> statement-breakpoint
CREATE INDEX "topics_board_active" ON "topics" USING btree ("board_id","active_at","id");--> statement-breakpoint
CREATE INDEX "topics_board_created" ON "topics" USING btree ("board_id","created_at","id");--> statement-breakpoint
CREATE INDEX "topics_board_score" ON "topics" USING btree ("board_id","score","id");--> statement-breakpoint
CREATE INDEX "topics_author" ON "topics" USING btree ("author_id","created_at","id");--> statement-breakpoint
CREATE INDEX "topics_unanswered" ON "topics" USING btree ("created_at","id") WHERE "topics"."kind" = 'question' and "topics"."reply_count" = 0;--> statement-breakpoint
CREATE INDEX "topics_unsolved" ON "topics" USING btree ("active_at","id") WHERE "topics"."kind" = 'question' and "topics"."solved_at" is null;--> statement-breakpoint
CREATE INDEX "topics_search" ON "topics" USING gin ("search_title");--> statement-breakpoint
CREATE INDEX "topics_tags" ON "topics" USING gin ("tag_slugs");--> statement-breakpoint
CREATE UNIQUE INDEX "votes_once" ON "votes" USING btree ("post_id","member_id") WHERE "votes"."member_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "votes_source" ON "votes" USING btree ("source") WHERE "votes"."source" is not null;--> statement-breakpoint
CREATE INDEX "votes_post" ON "votes" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "votes_member_day" ON "votes" USING btree ("member_id","at");--> statement-breakpoint
CREATE INDEX "watches_subject" ON "watches" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "email_tokens_member" ON "email_tokens" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "members_handle" ON "members" USING btree (lower("handle"));--> statement-breakpoint
CREATE UNIQUE INDEX "members_verified_email" ON "members" USING btree (lower("email")) WHERE "members"."email_verified_at" is not null;--> statement-breakpoint
CREATE INDEX "members_email" ON "members" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "sessions_member" ON "sessions" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "acceptances_once" ON "acceptances" USING btree ("member_id","document","version");--> statement-breakpoint
CREATE INDEX "acceptances_version" ON "acceptances" USING btree ("document","version");--> statement-breakpoint
CREATE UNIQUE INDEX "terms_versions_key" ON "terms_versions" USING btree ("document","version","locale");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("event_id","member_id");--> statement-breakpoint
CREATE INDEX "notices_member" ON "notices" USING btree ("member_id","at","id");--> statement-breakpoint
CREATE INDEX "notices_open" ON "notices" USING btree ("member_id","needs_you","at") WHERE "notices"."done_at" is null;--> statement-breakpoint
CREATE INDEX "notices_topic" ON "notices" USING btree ("topic_id","member_id") WHERE "notices"."done_at" is null;--> statement-breakpoint
CREATE INDEX "letters_queued" ON "letters" USING btree ("queued_at","id");--> statement-breakpoint
CREATE INDEX "letters_member" ON "letters" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_causes_token" ON "mail_causes" USING btree ("token");