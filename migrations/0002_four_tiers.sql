CREATE TABLE `certificate_batch_members` (
	`batchId` integer NOT NULL,
	`personId` integer NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`problem` text,
	`certificateId` integer,
	`replaces` integer,
	PRIMARY KEY(`batchId`, `personId`),
	FOREIGN KEY (`batchId`) REFERENCES `certificate_batches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`certificateId`) REFERENCES `certificates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaces`) REFERENCES `certificates`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "certificate_batch_members_done" CHECK(("certificate_batch_members"."state" = 'issued') = ("certificate_batch_members"."certificateId" is not null))
);
--> statement-breakpoint
CREATE INDEX `certificate_batch_members_state` ON `certificate_batch_members` (`batchId`,`state`);--> statement-breakpoint
CREATE INDEX `certificate_batch_members_person` ON `certificate_batch_members` (`personId`);--> statement-breakpoint
CREATE INDEX `certificate_batch_members_replaces` ON `certificate_batch_members` (`replaces`);--> statement-breakpoint
CREATE TABLE `certificate_batches` (
	`id` integer PRIMARY KEY NOT NULL,
	`once` text NOT NULL,
	`kind` text NOT NULL,
	`occasion` text,
	`state` text DEFAULT 'draft' NOT NULL,
	`issuedOn` text NOT NULL,
	`lunarLine` text NOT NULL,
	`base` text,
	`isSpecimen` integer DEFAULT false NOT NULL,
	`createdBy` integer NOT NULL,
	`createdAt` integer NOT NULL,
	`approvedBy` integer,
	`approvedAt` integer,
	`issuedBy` integer,
	`issuedAt` integer,
	`withdrawnBy` integer,
	`withdrawnAt` integer,
	`rowVersion` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`kind`) REFERENCES `certificate_kinds`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`createdBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approvedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`issuedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawnBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_batches_once_unique` ON `certificate_batches` (`once`);--> statement-breakpoint
CREATE INDEX `certificate_batches_newest` ON `certificate_batches` (`createdAt`,`id`);--> statement-breakpoint
CREATE TABLE `certificate_kinds` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`position` integer NOT NULL,
	`ground` text NOT NULL,
	`tier` text,
	`tierNumber` integer NOT NULL,
	`titleKm` text NOT NULL,
	`titleEn` text NOT NULL,
	`about` text NOT NULL,
	`body` text NOT NULL,
	`bodyOneDay` text NOT NULL,
	`months` integer,
	`layout` text NOT NULL,
	`hasRoad` integer NOT NULL,
	`digest` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_kinds_code_unique` ON `certificate_kinds` (`code`);--> statement-breakpoint
CREATE TABLE `certificate_papers` (
	`certificateId` integer NOT NULL,
	`template` text NOT NULL,
	`sha256` text NOT NULL,
	`length` integer NOT NULL,
	`renderedAt` integer NOT NULL,
	PRIMARY KEY(`certificateId`, `template`),
	FOREIGN KEY (`certificateId`) REFERENCES `certificates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `certificate_series` (
	`key` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL,
	CONSTRAINT "certificate_series_last" CHECK("certificate_series"."last" > 0)
);
--> statement-breakpoint
CREATE TABLE `certificates` (
	`id` integer PRIMARY KEY NOT NULL,
	`uuid` text NOT NULL,
	`personId` integer NOT NULL,
	`happenedAt` integer NOT NULL,
	`recordedAt` integer NOT NULL,
	`recordedBy` integer,
	`method` text NOT NULL,
	`evidence` text,
	`voids` integer,
	`kind` text NOT NULL,
	`basis` text NOT NULL,
	`number` text NOT NULL,
	`serial` integer NOT NULL,
	`year` integer NOT NULL,
	`issuedOn` text NOT NULL,
	`code` text NOT NULL,
	`programmeVersionId` integer NOT NULL,
	`snapshot` text NOT NULL,
	`layout` text NOT NULL,
	`digest` text NOT NULL,
	`expiresOn` text,
	`batchId` integer NOT NULL,
	`replaces` integer,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recordedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`kind`) REFERENCES `certificate_kinds`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`programmeVersionId`) REFERENCES `programme_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`batchId`) REFERENCES `certificate_batches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voids`) REFERENCES `certificates`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_uuid_unique` ON `certificates` (`uuid`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_voids_unique` ON `certificates` (`voids`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_number_unique` ON `certificates` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_code_unique` ON `certificates` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_replaces_unique` ON `certificates` (`replaces`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_once` ON `certificates` (`personId`,`kind`,`basis`) WHERE "replaces" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_serial` ON `certificates` (`kind`,`year`,`serial`);--> statement-breakpoint
CREATE INDEX `certificates_person` ON `certificates` (`personId`);--> statement-breakpoint
CREATE INDEX `certificates_batch` ON `certificates` (`batchId`);--> statement-breakpoint
CREATE INDEX `certificates_newest` ON `certificates` (`happenedAt`,`id`);--> statement-breakpoint
CREATE TABLE `certificate_revocation_requests` (
	`id` integer PRIMARY KEY NOT NULL,
	`once` text NOT NULL,
	`certificateId` integer NOT NULL,
	`reason` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`requestedBy` integer NOT NULL,
	`requestedAt` integer NOT NULL,
	`withdrawnBy` integer,
	`withdrawnAt` integer,
	FOREIGN KEY (`certificateId`) REFERENCES `certificates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requestedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawnBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_revocation_requests_once_unique` ON `certificate_revocation_requests` (`once`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_revocation_requests_open` ON `certificate_revocation_requests` (`certificateId`) WHERE "state" = 'open';--> statement-breakpoint
CREATE INDEX `certificate_revocation_requests_certificate` ON `certificate_revocation_requests` (`certificateId`);--> statement-breakpoint
CREATE TABLE `certificate_revocations` (
	`id` integer PRIMARY KEY NOT NULL,
	`certificateId` integer NOT NULL,
	`requestId` integer NOT NULL,
	`confirmedBy` integer NOT NULL,
	`confirmedAt` integer NOT NULL,
	FOREIGN KEY (`certificateId`) REFERENCES `certificates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requestId`) REFERENCES `certificate_revocation_requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_revocations_certificateId_unique` ON `certificate_revocations` (`certificateId`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_revocations_requestId_unique` ON `certificate_revocations` (`requestId`);--> statement-breakpoint
CREATE TABLE `event_moves` (
	`id` integer PRIMARY KEY NOT NULL,
	`eventId` integer NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`isOverride` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`eventId`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `event_moves_event` ON `event_moves` (`eventId`);--> statement-breakpoint
CREATE TABLE `event_trainers` (
	`eventId` integer NOT NULL,
	`personId` integer NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`eventId`, `personId`),
	FOREIGN KEY (`eventId`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `event_trainers_person` ON `event_trainers` (`personId`);--> statement-breakpoint
CREATE UNIQUE INDEX `event_trainers_lead` ON `event_trainers` (`eventId`) WHERE role = 'lead';--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY NOT NULL,
	`once` text NOT NULL,
	`topicId` integer NOT NULL,
	`licenceTopicId` integer,
	`titleKm` text NOT NULL,
	`titleEn` text NOT NULL,
	`provinceId` integer,
	`venueId` integer,
	`link` text DEFAULT '' NOT NULL,
	`capacity` integer NOT NULL,
	`bring` text DEFAULT '' NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`createdBy` integer NOT NULL,
	`createdAt` integer NOT NULL,
	`rowVersion` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`topicId`) REFERENCES `event_topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`licenceTopicId`) REFERENCES `licence_topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provinceId`) REFERENCES `provinces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`venueId`) REFERENCES `venues`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`createdBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "events_capacity" CHECK("events"."capacity" between 1 and 1000)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_once_unique` ON `events` (`once`);--> statement-breakpoint
CREATE INDEX `events_venue` ON `events` (`venueId`);--> statement-breakpoint
CREATE INDEX `events_state` ON `events` (`state`,`provinceId`);--> statement-breakpoint
CREATE INDEX `events_topic` ON `events` (`topicId`);--> statement-breakpoint
CREATE TABLE `event_provinces` (
	`eventId` integer NOT NULL,
	`provinceId` integer NOT NULL,
	PRIMARY KEY(`eventId`, `provinceId`),
	FOREIGN KEY (`eventId`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provinceId`) REFERENCES `provinces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `event_sessions` (
	`id` integer PRIMARY KEY NOT NULL,
	`eventId` integer NOT NULL,
	`heldOn` text NOT NULL,
	`startsAt` integer NOT NULL,
	`endsAt` integer NOT NULL,
	`plannedMinutes` integer NOT NULL,
	`closedAt` integer,
	`closedBy` integer,
	FOREIGN KEY (`eventId`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "event_sessions_span" CHECK("event_sessions"."endsAt" > "event_sessions"."startsAt"),
	CONSTRAINT "event_sessions_planned" CHECK("event_sessions"."plannedMinutes" > 0 and "event_sessions"."plannedMinutes" * 60000 <= "event_sessions"."endsAt" - "event_sessions"."startsAt")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `event_sessions_start` ON `event_sessions` (`eventId`,`startsAt`);--> statement-breakpoint
CREATE INDEX `event_sessions_day` ON `event_sessions` (`heldOn`);--> statement-breakpoint
CREATE TABLE `venues` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text,
	`provinceId` integer NOT NULL,
	`km` text NOT NULL,
	`en` text NOT NULL,
	`retiredOn` text,
	FOREIGN KEY (`provinceId`) REFERENCES `provinces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `venues_code_unique` ON `venues` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `venues_named` ON `venues` (`provinceId`,`km`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` integer PRIMARY KEY NOT NULL,
	`personId` integer NOT NULL,
	`once` text NOT NULL,
	`key` text NOT NULL,
	`params` text NOT NULL,
	`href` text NOT NULL,
	`at` integer NOT NULL,
	`readAt` integer,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_once_unique` ON `notices` (`once`);--> statement-breakpoint
CREATE INDEX `notices_person` ON `notices` (`personId`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `notices_unread` ON `notices` (`personId`,`at`,`id`) WHERE "readAt" is null;--> statement-breakpoint
CREATE TABLE `licence_topics` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`km` text NOT NULL,
	`en` text NOT NULL,
	`retiredOn` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `licence_topics_code_unique` ON `licence_topics` (`code`);--> statement-breakpoint
CREATE TABLE `licences` (
	`id` integer PRIMARY KEY NOT NULL,
	`uuid` text NOT NULL,
	`personId` integer NOT NULL,
	`happenedAt` integer NOT NULL,
	`recordedAt` integer NOT NULL,
	`recordedBy` integer,
	`method` text NOT NULL,
	`evidence` text,
	`voids` integer,
	`level` text NOT NULL,
	`validFrom` text NOT NULL,
	`validTo` text NOT NULL,
	`overrideReason` text,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recordedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voids`) REFERENCES `licences`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "licences_span" CHECK("licences"."validTo" >= "licences"."validFrom")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `licences_uuid_unique` ON `licences` (`uuid`);--> statement-breakpoint
CREATE UNIQUE INDEX `licences_voids_unique` ON `licences` (`voids`);--> statement-breakpoint
CREATE INDEX `licences_person` ON `licences` (`personId`,`validTo`);--> statement-breakpoint
CREATE TABLE `licences_provinces` (
	`licenceId` integer NOT NULL,
	`provinceId` integer NOT NULL,
	PRIMARY KEY(`licenceId`, `provinceId`),
	FOREIGN KEY (`licenceId`) REFERENCES `licences`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provinceId`) REFERENCES `provinces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `licences_topics` (
	`licenceId` integer NOT NULL,
	`topicId` integer NOT NULL,
	PRIMARY KEY(`licenceId`, `topicId`),
	FOREIGN KEY (`licenceId`) REFERENCES `licences`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topicId`) REFERENCES `licence_topics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `licence_suspensions` (
	`id` integer PRIMARY KEY NOT NULL,
	`once` text NOT NULL,
	`licenceId` integer NOT NULL,
	`fromDay` text NOT NULL,
	`reason` text NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`liftedDay` text,
	`liftedBy` integer,
	`liftedAt` integer,
	`liftReason` text,
	FOREIGN KEY (`licenceId`) REFERENCES `licences`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`liftedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "licence_suspensions_span" CHECK("licence_suspensions"."liftedDay" >= "licence_suspensions"."fromDay")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `licence_suspensions_once_unique` ON `licence_suspensions` (`once`);--> statement-breakpoint
CREATE UNIQUE INDEX `licence_suspensions_open` ON `licence_suspensions` (`licenceId`) WHERE "liftedDay" is null;--> statement-breakpoint
CREATE INDEX `licence_suspensions_licence` ON `licence_suspensions` (`licenceId`);--> statement-breakpoint
CREATE TABLE `observation_sheets` (
	`id` integer PRIMARY KEY NOT NULL,
	`performanceId` integer NOT NULL,
	`observerId` integer NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`isAdjudication` integer DEFAULT false NOT NULL,
	`strengths` text DEFAULT '' NOT NULL,
	`improve` text DEFAULT '' NOT NULL,
	`nextStep` text DEFAULT '' NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`openedAt` integer NOT NULL,
	`sentAt` integer,
	FOREIGN KEY (`performanceId`) REFERENCES `performances`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`observerId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "observation_sheets_state" CHECK(("observation_sheets"."state" = 'sent') = ("observation_sheets"."sentAt" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `observation_sheets_observer` ON `observation_sheets` (`performanceId`,`observerId`);--> statement-breakpoint
CREATE INDEX `observation_sheets_drafts` ON `observation_sheets` (`observerId`) WHERE "state" = 'draft';--> statement-breakpoint
CREATE TABLE `observations` (
	`id` integer PRIMARY KEY NOT NULL,
	`uuid` text NOT NULL,
	`personId` integer NOT NULL,
	`happenedAt` integer NOT NULL,
	`recordedAt` integer NOT NULL,
	`recordedBy` integer,
	`method` text NOT NULL,
	`evidence` text,
	`voids` integer,
	`performanceId` integer NOT NULL,
	`rubricVersionId` integer NOT NULL,
	`score` real NOT NULL,
	`passed` integer NOT NULL,
	`passPercent` integer NOT NULL,
	`levels` text NOT NULL,
	`observers` integer NOT NULL,
	`isAdjudicated` integer NOT NULL,
	`criticalFailed` integer NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recordedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`performanceId`) REFERENCES `performances`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rubricVersionId`) REFERENCES `rubric_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voids`) REFERENCES `observations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "observations_score" CHECK("observations"."score" between 0 and 100)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `observations_uuid_unique` ON `observations` (`uuid`);--> statement-breakpoint
CREATE UNIQUE INDEX `observations_voids_unique` ON `observations` (`voids`);--> statement-breakpoint
CREATE INDEX `observations_person` ON `observations` (`personId`);--> statement-breakpoint
CREATE INDEX `observations_performance` ON `observations` (`performanceId`);--> statement-breakpoint
CREATE TABLE `performances` (
	`id` integer PRIMARY KEY NOT NULL,
	`once` text NOT NULL,
	`personId` integer NOT NULL,
	`rubricId` integer NOT NULL,
	`rubricVersionId` integer NOT NULL,
	`occasion` text NOT NULL,
	`tryNumber` integer NOT NULL,
	`wanted` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`openedBy` integer NOT NULL,
	`openedAt` integer NOT NULL,
	`settledAt` integer,
	`acknowledgedAt` integer,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rubricId`) REFERENCES `rubrics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rubricVersionId`) REFERENCES `rubric_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`openedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "performances_wanted" CHECK("performances"."wanted" between 1 and 10),
	CONSTRAINT "performances_state" CHECK(("performances"."state" = 'settled') = ("performances"."settledAt" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `performances_once_unique` ON `performances` (`once`);--> statement-breakpoint
CREATE UNIQUE INDEX `performances_try` ON `performances` (`personId`,`rubricId`,`occasion`,`tryNumber`);--> statement-breakpoint
CREATE INDEX `performances_occasion` ON `performances` (`occasion`);--> statement-breakpoint
CREATE INDEX `performances_adjudicating` ON `performances` (`id`) WHERE "state" = 'adjudicating';--> statement-breakpoint
CREATE TABLE `rubric_versions` (
	`id` integer PRIMARY KEY NOT NULL,
	`rubricId` integer NOT NULL,
	`number` integer NOT NULL,
	`digest` text NOT NULL,
	`body` text NOT NULL,
	`createdAt` integer NOT NULL,
	FOREIGN KEY (`rubricId`) REFERENCES `rubrics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rubric_versions_number` ON `rubric_versions` (`rubricId`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `rubric_versions_digest` ON `rubric_versions` (`rubricId`,`digest`);--> statement-breakpoint
CREATE TABLE `rubrics` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`tier` integer NOT NULL,
	`titleKm` text NOT NULL,
	`titleEn` text NOT NULL,
	`digest` text NOT NULL,
	`retiredOn` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rubrics_code_unique` ON `rubrics` (`code`);--> statement-breakpoint
CREATE TABLE `sheet_levels` (
	`sheetId` integer NOT NULL,
	`criterion` text NOT NULL,
	`level` integer,
	`comment` text DEFAULT '' NOT NULL,
	`savedAt` integer NOT NULL,
	PRIMARY KEY(`sheetId`, `criterion`),
	FOREIGN KEY (`sheetId`) REFERENCES `observation_sheets`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sheet_levels_level" CHECK("sheet_levels"."level" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE `attendance_marks` (
	`sessionId` integer NOT NULL,
	`personId` integer NOT NULL,
	`mark` text NOT NULL,
	`minutes` integer NOT NULL,
	`method` text NOT NULL,
	`uuid` text NOT NULL,
	`markedAt` integer NOT NULL,
	`markedBy` integer NOT NULL,
	PRIMARY KEY(`sessionId`, `personId`),
	FOREIGN KEY (`sessionId`) REFERENCES `event_sessions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`markedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attendance_marks_minutes" CHECK("attendance_marks"."minutes" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendance_marks_uuid_unique` ON `attendance_marks` (`uuid`);--> statement-breakpoint
CREATE INDEX `attendance_marks_person` ON `attendance_marks` (`personId`);--> statement-breakpoint
CREATE TABLE `enrolment_moves` (
	`id` integer PRIMARY KEY NOT NULL,
	`enrolmentId` integer NOT NULL,
	`from` text,
	`to` text NOT NULL,
	`by` integer,
	`at` integer NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`enrolmentId`) REFERENCES `event_enrolments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `enrolment_moves_enrolment` ON `enrolment_moves` (`enrolmentId`);--> statement-breakpoint
CREATE TABLE `event_enrolments` (
	`id` integer PRIMARY KEY NOT NULL,
	`once` text NOT NULL,
	`eventId` integer NOT NULL,
	`personId` integer NOT NULL,
	`state` text NOT NULL,
	`seat` integer,
	`queued` integer,
	`confirmBy` integer,
	`createdAt` integer NOT NULL,
	`createdBy` integer NOT NULL,
	FOREIGN KEY (`eventId`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`createdBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "event_enrolments_seated" CHECK(("event_enrolments"."state" = 'confirmed') = ("event_enrolments"."seat" is not null)),
	CONSTRAINT "event_enrolments_waiting" CHECK(("event_enrolments"."state" = 'waitlisted') = ("event_enrolments"."queued" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `event_enrolments_once_unique` ON `event_enrolments` (`once`);--> statement-breakpoint
CREATE UNIQUE INDEX `event_enrolments_once_each` ON `event_enrolments` (`eventId`,`personId`);--> statement-breakpoint
CREATE UNIQUE INDEX `event_enrolments_seat` ON `event_enrolments` (`eventId`,`seat`);--> statement-breakpoint
CREATE UNIQUE INDEX `event_enrolments_queue` ON `event_enrolments` (`eventId`,`queued`);--> statement-breakpoint
CREATE INDEX `event_enrolments_person` ON `event_enrolments` (`personId`,`state`);--> statement-breakpoint
ALTER TABLE `attendances` ADD `sessionId` integer REFERENCES event_sessions(id);--> statement-breakpoint
ALTER TABLE `attendances` ADD `mark` text;--> statement-breakpoint
CREATE UNIQUE INDEX `attendances_session` ON `attendances` (`sessionId`,`personId`) WHERE "voids" is null and "sessionId" is not null;--> statement-breakpoint
ALTER TABLE `event_topics` ADD `entry` text;--> statement-breakpoint
ALTER TABLE `event_topics` ADD `bringKm` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `event_topics` ADD `bringEn` text DEFAULT '' NOT NULL;