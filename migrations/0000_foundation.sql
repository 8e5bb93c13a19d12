CREATE TABLE `jobs` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`input` text NOT NULL,
	`dueAt` integer NOT NULL,
	`leasedUntil` integer,
	`doneAt` integer,
	`failedAt` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_key_unique` ON `jobs` (`key`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`dueAt`) WHERE "doneAt" is null and "failedAt" is null;--> statement-breakpoint
CREATE TABLE `journal` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`personId` integer,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`fields` text NOT NULL,
	`details` text NOT NULL,
	`previous` text NOT NULL,
	`digest` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `journal_person` ON `journal` (`personId`);--> statement-breakpoint
CREATE INDEX `journal_subject` ON `journal` (`subject`);--> statement-breakpoint
CREATE TABLE `journal_details` (
	`journalId` integer PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`values` text NOT NULL,
	FOREIGN KEY (`journalId`) REFERENCES `journal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reference_state` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	CONSTRAINT "reference_state_one" CHECK("reference_state"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`changedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `throttles` (
	`key` text PRIMARY KEY NOT NULL,
	`windowStart` integer NOT NULL,
	`tries` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `logins` (
	`id` integer PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`personId` integer NOT NULL,
	`createdAt` integer NOT NULL,
	`lastSeenAt` integer NOT NULL,
	`expiresAt` integer NOT NULL,
	`device` text NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `logins_token_unique` ON `logins` (`token`);--> statement-breakpoint
CREATE INDEX `logins_person` ON `logins` (`personId`);--> statement-breakpoint
CREATE INDEX `logins_expiry` ON `logins` (`expiresAt`);--> statement-breakpoint
CREATE TABLE `passwords` (
	`personId` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`changedAt` integer NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `attempt_questions` (
	`attemptId` integer NOT NULL,
	`position` integer NOT NULL,
	`questionVersionId` integer NOT NULL,
	`optionOrder` text NOT NULL,
	`answer` text,
	`answeredAt` integer,
	PRIMARY KEY(`attemptId`, `position`),
	FOREIGN KEY (`attemptId`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`questionVersionId`) REFERENCES `question_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `attempts` (
	`id` integer PRIMARY KEY NOT NULL,
	`once` text NOT NULL,
	`personId` integer NOT NULL,
	`quizId` integer NOT NULL,
	`number` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`seed` integer NOT NULL,
	`startedAt` integer NOT NULL,
	`deadlineAt` integer,
	`closesAt` integer,
	`submittedAt` integer,
	`passMark` integer NOT NULL,
	`attemptLimit` integer,
	`notBefore` integer,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`quizId`) REFERENCES `quizzes`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attempts_limit" CHECK("attempts"."attemptLimit" is null or "attempts"."number" <= "attempts"."attemptLimit"),
	CONSTRAINT "attempts_delay" CHECK("attempts"."notBefore" is null or "attempts"."startedAt" >= "attempts"."notBefore"),
	CONSTRAINT "attempts_state" CHECK(("attempts"."state" = 'submitted') = ("attempts"."submittedAt" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_once_unique` ON `attempts` (`once`);--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_number` ON `attempts` (`personId`,`quizId`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `attempts_open` ON `attempts` (`personId`,`quizId`) WHERE "state" = 'open';--> statement-breakpoint
CREATE TABLE `question_versions` (
	`id` integer PRIMARY KEY NOT NULL,
	`questionId` integer NOT NULL,
	`digest` text NOT NULL,
	`type` text NOT NULL,
	`tag` text NOT NULL,
	`body` text NOT NULL,
	`key` text NOT NULL,
	`createdAt` integer NOT NULL,
	FOREIGN KEY (`questionId`) REFERENCES `questions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `question_versions_digest` ON `question_versions` (`questionId`,`digest`);--> statement-breakpoint
CREATE TABLE `questions` (
	`id` integer PRIMARY KEY NOT NULL,
	`quizId` integer NOT NULL,
	`code` text NOT NULL,
	`digest` text NOT NULL,
	`retiredOn` text,
	FOREIGN KEY (`quizId`) REFERENCES `quizzes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `questions_code` ON `questions` (`quizId`,`code`);--> statement-breakpoint
CREATE TABLE `quizzes` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`titleKm` text NOT NULL,
	`titleEn` text NOT NULL,
	`passMark` integer NOT NULL,
	`minutes` integer,
	`graceSeconds` integer DEFAULT 30 NOT NULL,
	`attemptLimit` integer,
	`delayMinutes` integer DEFAULT 0 NOT NULL,
	`draw` text NOT NULL,
	`href` text NOT NULL,
	`tagHref` text,
	`isTest` integer DEFAULT false NOT NULL,
	`digest` text NOT NULL,
	`retiredOn` text,
	CONSTRAINT "quizzes_pass_mark" CHECK("quizzes"."passMark" between 0 and 100)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `quizzes_code_unique` ON `quizzes` (`code`);--> statement-breakpoint
CREATE TABLE `results` (
	`id` integer PRIMARY KEY NOT NULL,
	`uuid` text NOT NULL,
	`personId` integer NOT NULL,
	`happenedAt` integer NOT NULL,
	`recordedAt` integer NOT NULL,
	`recordedBy` integer,
	`method` text NOT NULL,
	`evidence` text,
	`voids` integer,
	`quizId` integer NOT NULL,
	`attemptId` integer,
	`number` integer,
	`score` integer NOT NULL,
	`passMark` integer NOT NULL,
	`passed` integer NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recordedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`quizId`) REFERENCES `quizzes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attemptId`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voids`) REFERENCES `results`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "results_score" CHECK("results"."score" between 0 and 100),
	CONSTRAINT "results_evidence" CHECK("results"."method" <> 'paper' or "results"."evidence" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `results_uuid_unique` ON `results` (`uuid`);--> statement-breakpoint
CREATE UNIQUE INDEX `results_voids_unique` ON `results` (`voids`);--> statement-breakpoint
CREATE UNIQUE INDEX `results_attemptId_unique` ON `results` (`attemptId`);--> statement-breakpoint
CREATE INDEX `results_person` ON `results` (`personId`,`quizId`);--> statement-breakpoint
CREATE TABLE `course_enrolments` (
	`id` integer PRIMARY KEY NOT NULL,
	`personId` integer NOT NULL,
	`courseId` integer NOT NULL,
	`versionId` integer NOT NULL,
	`startedAt` integer NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`courseId`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`versionId`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_enrolments_person` ON `course_enrolments` (`personId`,`courseId`);--> statement-breakpoint
CREATE TABLE `course_passes` (
	`id` integer PRIMARY KEY NOT NULL,
	`uuid` text NOT NULL,
	`personId` integer NOT NULL,
	`happenedAt` integer NOT NULL,
	`recordedAt` integer NOT NULL,
	`recordedBy` integer,
	`method` text NOT NULL,
	`evidence` text,
	`voids` integer,
	`courseId` integer NOT NULL,
	`score` real,
	`passMark` integer NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recordedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`courseId`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voids`) REFERENCES `course_passes`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "course_passes_score" CHECK("course_passes"."score" is null or ("course_passes"."score" >= "course_passes"."passMark" and "course_passes"."score" <= 100))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_passes_uuid_unique` ON `course_passes` (`uuid`);--> statement-breakpoint
CREATE UNIQUE INDEX `course_passes_voids_unique` ON `course_passes` (`voids`);--> statement-breakpoint
CREATE INDEX `course_passes_person` ON `course_passes` (`personId`);--> statement-breakpoint
CREATE UNIQUE INDEX `course_passes_once` ON `course_passes` (`personId`,`courseId`,`happenedAt`) WHERE "voids" is null;--> statement-breakpoint
CREATE TABLE `course_version_lessons` (
	`versionId` integer NOT NULL,
	`position` integer NOT NULL,
	`revisionId` integer NOT NULL,
	PRIMARY KEY(`versionId`, `position`),
	FOREIGN KEY (`versionId`) REFERENCES `course_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revisionId`) REFERENCES `lesson_revisions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_version_lessons_revision` ON `course_version_lessons` (`versionId`,`revisionId`);--> statement-breakpoint
CREATE TABLE `course_versions` (
	`id` integer PRIMARY KEY NOT NULL,
	`courseId` integer NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`origin` text NOT NULL,
	`digest` text NOT NULL,
	`createdAt` integer NOT NULL,
	`publishedAt` integer,
	FOREIGN KEY (`courseId`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "course_versions_published" CHECK(("course_versions"."state" = 'published') = ("course_versions"."publishedAt" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_versions_number` ON `course_versions` (`courseId`,`number`);--> statement-breakpoint
CREATE TABLE `courses` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`position` integer NOT NULL,
	`titleKm` text NOT NULL,
	`titleEn` text NOT NULL,
	`summaryKm` text NOT NULL,
	`summaryEn` text NOT NULL,
	`outcomes` text NOT NULL,
	`minutes` integer NOT NULL,
	`passMark` integer NOT NULL,
	`state` text NOT NULL,
	`importedDigest` text NOT NULL,
	`retiredOn` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `courses_code_unique` ON `courses` (`code`);--> statement-breakpoint
CREATE TABLE `lesson_completions` (
	`id` integer PRIMARY KEY NOT NULL,
	`uuid` text NOT NULL,
	`personId` integer NOT NULL,
	`happenedAt` integer NOT NULL,
	`recordedAt` integer NOT NULL,
	`recordedBy` integer,
	`method` text NOT NULL,
	`evidence` text,
	`voids` integer,
	`lessonId` integer NOT NULL,
	`courseId` integer NOT NULL,
	`revisionId` integer NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recordedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lessonId`) REFERENCES `lessons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`courseId`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`revisionId`) REFERENCES `lesson_revisions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voids`) REFERENCES `lesson_completions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lesson_completions_uuid_unique` ON `lesson_completions` (`uuid`);--> statement-breakpoint
CREATE UNIQUE INDEX `lesson_completions_voids_unique` ON `lesson_completions` (`voids`);--> statement-breakpoint
CREATE UNIQUE INDEX `lesson_completions_once` ON `lesson_completions` (`personId`,`lessonId`);--> statement-breakpoint
CREATE INDEX `lesson_completions_course` ON `lesson_completions` (`personId`,`courseId`);--> statement-breakpoint
CREATE TABLE `lesson_revisions` (
	`id` integer PRIMARY KEY NOT NULL,
	`lessonId` integer NOT NULL,
	`titleKm` text NOT NULL,
	`titleEn` text NOT NULL,
	`minutes` integer NOT NULL,
	`sourceKm` text NOT NULL,
	`sourceEn` text,
	`htmlKm` blob NOT NULL,
	`htmlEn` blob,
	`digest` text NOT NULL,
	`createdAt` integer NOT NULL,
	FOREIGN KEY (`lessonId`) REFERENCES `lessons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lesson_revisions_text` ON `lesson_revisions` (`lessonId`,`digest`);--> statement-breakpoint
CREATE TABLE `lessons` (
	`id` integer PRIMARY KEY NOT NULL,
	`courseId` integer NOT NULL,
	`slug` text NOT NULL,
	FOREIGN KEY (`courseId`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lessons_slug` ON `lessons` (`courseId`,`slug`);--> statement-breakpoint
CREATE TABLE `reading_positions` (
	`personId` integer NOT NULL,
	`courseId` integer NOT NULL,
	`lessonId` integer NOT NULL,
	`fraction` real NOT NULL,
	`updatedAt` integer NOT NULL,
	PRIMARY KEY(`personId`, `courseId`),
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`courseId`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lessonId`) REFERENCES `lessons`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reading_positions_fraction" CHECK("reading_positions"."fraction" between 0 and 1)
);
--> statement-breakpoint
CREATE INDEX `reading_positions_newest` ON `reading_positions` (`personId`,`updatedAt`);--> statement-breakpoint
CREATE TABLE `attendances` (
	`id` integer PRIMARY KEY NOT NULL,
	`uuid` text NOT NULL,
	`personId` integer NOT NULL,
	`happenedAt` integer NOT NULL,
	`recordedAt` integer NOT NULL,
	`recordedBy` integer,
	`method` text NOT NULL,
	`evidence` text,
	`voids` integer,
	`topicId` integer NOT NULL,
	`occasion` text NOT NULL,
	`minutes` integer NOT NULL,
	`plannedMinutes` integer NOT NULL,
	`neededPercent` integer NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recordedBy`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topicId`) REFERENCES `event_topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voids`) REFERENCES `attendances`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attendances_minutes" CHECK("attendances"."minutes" >= 0 and "attendances"."minutes" <= "attendances"."plannedMinutes" and "attendances"."plannedMinutes" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendances_uuid_unique` ON `attendances` (`uuid`);--> statement-breakpoint
CREATE UNIQUE INDEX `attendances_voids_unique` ON `attendances` (`voids`);--> statement-breakpoint
CREATE INDEX `attendances_person` ON `attendances` (`personId`,`happenedAt`);--> statement-breakpoint
CREATE TABLE `event_topics` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`titleKm` text NOT NULL,
	`titleEn` text NOT NULL,
	`minutes` integer NOT NULL,
	`retiredOn` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `event_topics_code_unique` ON `event_topics` (`code`);--> statement-breakpoint
CREATE TABLE `centres` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`provinceId` integer NOT NULL,
	`km` text NOT NULL,
	`en` text NOT NULL,
	`retiredOn` text,
	FOREIGN KEY (`provinceId`) REFERENCES `provinces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `centres_code_unique` ON `centres` (`code`);--> statement-breakpoint
CREATE INDEX `centres_province` ON `centres` (`provinceId`);--> statement-breakpoint
CREATE TABLE `grants` (
	`id` integer PRIMARY KEY NOT NULL,
	`personId` integer NOT NULL,
	`role` text NOT NULL,
	`provinceId` integer,
	`centreId` integer,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provinceId`) REFERENCES `provinces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`centreId`) REFERENCES `centres`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grants_country` ON `grants` (`personId`,`role`) WHERE "provinceId" is null and "centreId" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `grants_province` ON `grants` (`personId`,`role`,`provinceId`) WHERE "centreId" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `grants_centre` ON `grants` (`personId`,`role`,`centreId`) WHERE "provinceId" is null;--> statement-breakpoint
CREATE INDEX `grants_person` ON `grants` (`personId`);--> statement-breakpoint
CREATE TABLE `persons` (
	`id` integer PRIMARY KEY NOT NULL,
	`staffId` text NOT NULL,
	`nameKm` text NOT NULL,
	`nameLatin` text NOT NULL,
	`honorific` text DEFAULT '' NOT NULL,
	`sex` text,
	`birthYear` integer,
	`status` text DEFAULT 'active' NOT NULL,
	`language` text DEFAULT 'km' NOT NULL,
	`numerals` text DEFAULT 'auto' NOT NULL,
	`sortKey` text NOT NULL,
	`searchText` text NOT NULL,
	`createdAt` integer NOT NULL,
	`rowVersion` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "persons_birth_year" CHECK("persons"."birthYear" between 1900 and 2100)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `persons_staffId_unique` ON `persons` (`staffId`);--> statement-breakpoint
CREATE INDEX `persons_sort` ON `persons` (`sortKey`,`id`);--> statement-breakpoint
CREATE TABLE `phones` (
	`id` integer PRIMARY KEY NOT NULL,
	`personId` integer NOT NULL,
	`number` text NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `phones_of_person` ON `phones` (`personId`,`number`);--> statement-breakpoint
CREATE INDEX `phones_number` ON `phones` (`number`);--> statement-breakpoint
CREATE TABLE `postings` (
	`id` integer PRIMARY KEY NOT NULL,
	`personId` integer NOT NULL,
	`centreId` integer NOT NULL,
	`position` text NOT NULL,
	`startsOn` text NOT NULL,
	`endsOn` text,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`centreId`) REFERENCES `centres`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `postings_current` ON `postings` (`personId`) WHERE "endsOn" is null;--> statement-breakpoint
CREATE INDEX `postings_person` ON `postings` (`personId`,`startsOn`);--> statement-breakpoint
CREATE INDEX `postings_centre` ON `postings` (`centreId`,`personId`) WHERE "endsOn" is null;--> statement-breakpoint
CREATE TABLE `provinces` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`km` text NOT NULL,
	`en` text NOT NULL,
	`retiredOn` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `provinces_code_unique` ON `provinces` (`code`);--> statement-breakpoint
CREATE TABLE `programme_enrolments` (
	`id` integer PRIMARY KEY NOT NULL,
	`personId` integer NOT NULL,
	`versionId` integer NOT NULL,
	`enrolledAt` integer NOT NULL,
	FOREIGN KEY (`personId`) REFERENCES `persons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`versionId`) REFERENCES `programme_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `programme_enrolments_personId_unique` ON `programme_enrolments` (`personId`);--> statement-breakpoint
CREATE INDEX `programme_enrolments_version` ON `programme_enrolments` (`versionId`);--> statement-breakpoint
CREATE TABLE `programme_versions` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`digest` text NOT NULL,
	`tree` text NOT NULL,
	`publishedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `programme_versions_number_unique` ON `programme_versions` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `programme_versions_digest_unique` ON `programme_versions` (`digest`);