import type { RouteModule } from "@/web/openapi";
import * as account from "./account/route";
import * as accountPassword from "./account/password/route";
import * as accountSessions from "./account/sessions/route";
import * as accountSessionsId from "./account/sessions/[id]/route";
import * as adminBackups from "./admin/backups/route";
import * as deletedProjects from "./deleted-projects/route";
import * as docs from "./docs/route";
import * as invitationsAccept from "./invitations/accept/route";
import * as openapiJson from "./openapi.json/route";
import * as passwordResets from "./password-resets/route";
import * as passwordResetsUse from "./password-resets/use/route";
import * as projects from "./projects/route";
import * as project from "./projects/[slug]/route";
import * as projectAdjudications from "./projects/[slug]/adjudications/route";
import * as projectAdjudicationsTrace from "./projects/[slug]/adjudications/[trace]/route";
import * as projectAdjudicationsTraceDecisions from "./projects/[slug]/adjudications/[trace]/decisions/route";
import * as projectAdjudicationsTraceFeedback from "./projects/[slug]/adjudications/[trace]/feedback/route";
import * as projectAdjudicationsTraceReopen from "./projects/[slug]/adjudications/[trace]/reopen/route";
import * as projectAdjudicationsTraceSubmit from "./projects/[slug]/adjudications/[trace]/submit/route";
import * as projectAdjudicationsComplete from "./projects/[slug]/adjudications/complete/route";
import * as projectAgreement from "./projects/[slug]/agreement/route";
import * as projectAgreementProgress from "./projects/[slug]/agreement/progress/route";
import * as projectAudit from "./projects/[slug]/audit/route";
import * as projectCodebook from "./projects/[slug]/codebook/route";
import * as projectCodebookDraft from "./projects/[slug]/codebook/draft/route";
import * as projectCodebookPlan from "./projects/[slug]/codebook/plan/route";
import * as projectCodebookPublish from "./projects/[slug]/codebook/publish/route";
import * as projectDawidSkene from "./projects/[slug]/dawid-skene/route";
import * as projectDetectors from "./projects/[slug]/detectors/route";
import * as projectEmergence from "./projects/[slug]/emergence/route";
import * as projectEmergencePlans from "./projects/[slug]/emergence/plans/route";
import * as projectExportJsonl from "./projects/[slug]/export.jsonl/route";
import * as projectFlags from "./projects/[slug]/flags/route";
import * as projectFlagsAnnotationAnswers from "./projects/[slug]/flags/[annotation]/answers/route";
import * as projectImports from "./projects/[slug]/imports/route";
import * as projectImportsId from "./projects/[slug]/imports/[id]/route";
import * as projectImportsIdCancel from "./projects/[slug]/imports/[id]/cancel/route";
import * as projectImportsIdCommit from "./projects/[slug]/imports/[id]/commit/route";
import * as projectImportsIdPlan from "./projects/[slug]/imports/[id]/plan/route";
import * as projectImportsIdRejects from "./projects/[slug]/imports/[id]/rejects/route";
import * as projectImportsTexts from "./projects/[slug]/imports/texts/route";
import * as projectInvitations from "./projects/[slug]/invitations/route";
import * as projectInvitationsInvitation from "./projects/[slug]/invitations/[invitation]/route";
import * as projectJobs from "./projects/[slug]/jobs/route";
import * as projectJobsJob from "./projects/[slug]/jobs/[job]/route";
import * as projectJobsJobCancel from "./projects/[slug]/jobs/[job]/cancel/route";
import * as projectJudgeConsent from "./projects/[slug]/judge-consent/route";
import * as projectMembers from "./projects/[slug]/members/route";
import * as projectMembersMember from "./projects/[slug]/members/[member]/route";
import * as projectMembersMemberFigures from "./projects/[slug]/members/[member]/figures/route";
import * as projectMembersMemberResetLink from "./projects/[slug]/members/[member]/reset-link/route";
import * as projectNearDuplicates from "./projects/[slug]/near-duplicates/route";
import * as projectPosteriorsJsonl from "./projects/[slug]/posteriors.jsonl/route";
import * as projectQueueAssignmentGuess from "./projects/[slug]/queue/[assignment]/guess/route";
import * as projectQueueAssignmentRelease from "./projects/[slug]/queue/[assignment]/release/route";
import * as projectQueueAssignmentRenew from "./projects/[slug]/queue/[assignment]/renew/route";
import * as projectQueueAssignmentSkip from "./projects/[slug]/queue/[assignment]/skip/route";
import * as projectQueueClaim from "./projects/[slug]/queue/claim/route";
import * as projectQueueGuess from "./projects/[slug]/queue/guess/route";
import * as projectRankings from "./projects/[slug]/rankings/route";
import * as projectReleases from "./projects/[slug]/releases/route";
import * as projectReleasesId from "./projects/[slug]/releases/[id]/route";
import * as projectReleasesIdArchive from "./projects/[slug]/releases/[id]/archive/route";
import * as projectReleasesIdCancel from "./projects/[slug]/releases/[id]/cancel/route";
import * as projectReleasesIdCompareOther from "./projects/[slug]/releases/[id]/compare/[other]/route";
import * as projectReleasesIdFilesPath from "./projects/[slug]/releases/[id]/files/[...path]/route";
import * as projectReleasesPreview from "./projects/[slug]/releases/preview/route";
import * as projectRestore from "./projects/[slug]/restore/route";
import * as projectRounds from "./projects/[slug]/rounds/route";
import * as projectRoundsRound from "./projects/[slug]/rounds/[round]/route";
import * as projectRoundsRoundReassign from "./projects/[slug]/rounds/[round]/reassign/route";
import * as projectRoundsLeaks from "./projects/[slug]/rounds/leaks/route";
import * as projectRoundsPreview from "./projects/[slug]/rounds/preview/route";
import * as projectRuns from "./projects/[slug]/runs/route";
import * as projectSuggestions from "./projects/[slug]/suggestions/route";
import * as projectTraces from "./projects/[slug]/traces/route";
import * as projectTracesTrace from "./projects/[slug]/traces/[trace]/route";
import * as projectTracesTraceAnnotations from "./projects/[slug]/traces/[trace]/annotations/route";
import * as projectTracesTraceAnnotationsMine from "./projects/[slug]/traces/[trace]/annotations/mine/route";
import * as projectTracesTraceAnnotationsMineOperations from "./projects/[slug]/traces/[trace]/annotations/mine/operations/route";
import * as projectTracesTraceAnnotationsMineReading from "./projects/[slug]/traces/[trace]/annotations/mine/reading/route";
import * as projectTracesTraceAnnotationsMineSuggestions from "./projects/[slug]/traces/[trace]/annotations/mine/suggestions/route";
import * as projectTracesTraceRanking from "./projects/[slug]/traces/[trace]/ranking/route";
import * as projectViews from "./projects/[slug]/views/route";
import * as projectViewsView from "./projects/[slug]/views/[view]/route";
import * as setup from "./setup/route";
import * as tokens from "./tokens/route";
import * as tokensId from "./tokens/[id]/route";
import * as users from "./users/route";
import * as usersUser from "./users/[user]/route";

/** Every route below /api/v1, for the OpenAPI document: one import and one line each; a test compares it with the folder. */
export const ROUTES: Readonly<Record<string, RouteModule>> = {
  "/api/v1/account": account,
  "/api/v1/account/password": accountPassword,
  "/api/v1/account/sessions": accountSessions,
  "/api/v1/account/sessions/[id]": accountSessionsId,
  "/api/v1/admin/backups": adminBackups,
  "/api/v1/deleted-projects": deletedProjects,
  "/api/v1/docs": docs,
  "/api/v1/invitations/accept": invitationsAccept,
  "/api/v1/openapi.json": openapiJson,
  "/api/v1/password-resets": passwordResets,
  "/api/v1/password-resets/use": passwordResetsUse,
  "/api/v1/projects": projects,
  "/api/v1/projects/[slug]": project,
  "/api/v1/projects/[slug]/adjudications": projectAdjudications,
  "/api/v1/projects/[slug]/adjudications/[trace]": projectAdjudicationsTrace,
  "/api/v1/projects/[slug]/adjudications/[trace]/decisions": projectAdjudicationsTraceDecisions,
  "/api/v1/projects/[slug]/adjudications/[trace]/feedback": projectAdjudicationsTraceFeedback,
  "/api/v1/projects/[slug]/adjudications/[trace]/reopen": projectAdjudicationsTraceReopen,
  "/api/v1/projects/[slug]/adjudications/[trace]/submit": projectAdjudicationsTraceSubmit,
  "/api/v1/projects/[slug]/adjudications/complete": projectAdjudicationsComplete,
  "/api/v1/projects/[slug]/agreement": projectAgreement,
  "/api/v1/projects/[slug]/agreement/progress": projectAgreementProgress,
  "/api/v1/projects/[slug]/audit": projectAudit,
  "/api/v1/projects/[slug]/codebook": projectCodebook,
  "/api/v1/projects/[slug]/codebook/draft": projectCodebookDraft,
  "/api/v1/projects/[slug]/codebook/plan": projectCodebookPlan,
  "/api/v1/projects/[slug]/codebook/publish": projectCodebookPublish,
  "/api/v1/projects/[slug]/dawid-skene": projectDawidSkene,
  "/api/v1/projects/[slug]/detectors": projectDetectors,
  "/api/v1/projects/[slug]/emergence": projectEmergence,
  "/api/v1/projects/[slug]/emergence/plans": projectEmergencePlans,
  "/api/v1/projects/[slug]/export.jsonl": projectExportJsonl,
  "/api/v1/projects/[slug]/flags": projectFlags,
  "/api/v1/projects/[slug]/flags/[annotation]/answers": projectFlagsAnnotationAnswers,
  "/api/v1/projects/[slug]/imports": projectImports,
  "/api/v1/projects/[slug]/imports/[id]": projectImportsId,
  "/api/v1/projects/[slug]/imports/[id]/cancel": projectImportsIdCancel,
  "/api/v1/projects/[slug]/imports/[id]/commit": projectImportsIdCommit,
  "/api/v1/projects/[slug]/imports/[id]/plan": projectImportsIdPlan,
  "/api/v1/projects/[slug]/imports/[id]/rejects": projectImportsIdRejects,
  "/api/v1/projects/[slug]/imports/texts": projectImportsTexts,
  "/api/v1/projects/[slug]/invitations": projectInvitations,
  "/api/v1/projects/[slug]/invitations/[invitation]": projectInvitationsInvitation,
  "/api/v1/projects/[slug]/jobs": projectJobs,
  "/api/v1/projects/[slug]/jobs/[job]": projectJobsJob,
  "/api/v1/projects/[slug]/jobs/[job]/cancel": projectJobsJobCancel,
  "/api/v1/projects/[slug]/judge-consent": projectJudgeConsent,
  "/api/v1/projects/[slug]/members": projectMembers,
  "/api/v1/projects/[slug]/members/[member]": projectMembersMember,
  "/api/v1/projects/[slug]/members/[member]/figures": projectMembersMemberFigures,
  "/api/v1/projects/[slug]/members/[member]/reset-link": projectMembersMemberResetLink,
  "/api/v1/projects/[slug]/near-duplicates": projectNearDuplicates,
  "/api/v1/projects/[slug]/posteriors.jsonl": projectPosteriorsJsonl,
  "/api/v1/projects/[slug]/queue/[assignment]/guess": projectQueueAssignmentGuess,
  "/api/v1/projects/[slug]/queue/[assignment]/release": projectQueueAssignmentRelease,
  "/api/v1/projects/[slug]/queue/[assignment]/renew": projectQueueAssignmentRenew,
  "/api/v1/projects/[slug]/queue/[assignment]/skip": projectQueueAssignmentSkip,
  "/api/v1/projects/[slug]/queue/claim": projectQueueClaim,
  "/api/v1/projects/[slug]/queue/guess": projectQueueGuess,
  "/api/v1/projects/[slug]/rankings": projectRankings,
  "/api/v1/projects/[slug]/releases": projectReleases,
  "/api/v1/projects/[slug]/releases/[id]": projectReleasesId,
  "/api/v1/projects/[slug]/releases/[id]/archive": projectReleasesIdArchive,
  "/api/v1/projects/[slug]/releases/[id]/cancel": projectReleasesIdCancel,
  "/api/v1/projects/[slug]/releases/[id]/compare/[other]": projectReleasesIdCompareOther,
  "/api/v1/projects/[slug]/releases/[id]/files/[...path]": projectReleasesIdFilesPath,
  "/api/v1/projects/[slug]/releases/preview": projectReleasesPreview,
  "/api/v1/projects/[slug]/restore": projectRestore,
  "/api/v1/projects/[slug]/rounds": projectRounds,
  "/api/v1/projects/[slug]/rounds/[round]": projectRoundsRound,
  "/api/v1/projects/[slug]/rounds/[round]/reassign": projectRoundsRoundReassign,
  "/api/v1/projects/[slug]/rounds/leaks": projectRoundsLeaks,
  "/api/v1/projects/[slug]/rounds/preview": projectRoundsPreview,
  "/api/v1/projects/[slug]/runs": projectRuns,
  "/api/v1/projects/[slug]/suggestions": projectSuggestions,
  "/api/v1/projects/[slug]/traces": projectTraces,
  "/api/v1/projects/[slug]/traces/[trace]": projectTracesTrace,
  "/api/v1/projects/[slug]/traces/[trace]/annotations": projectTracesTraceAnnotations,
  "/api/v1/projects/[slug]/traces/[trace]/annotations/mine": projectTracesTraceAnnotationsMine,
  "/api/v1/projects/[slug]/traces/[trace]/annotations/mine/operations": projectTracesTraceAnnotationsMineOperations,
  "/api/v1/projects/[slug]/traces/[trace]/annotations/mine/reading": projectTracesTraceAnnotationsMineReading,
  "/api/v1/projects/[slug]/traces/[trace]/annotations/mine/suggestions": projectTracesTraceAnnotationsMineSuggestions,
  "/api/v1/projects/[slug]/traces/[trace]/ranking": projectTracesTraceRanking,
  "/api/v1/projects/[slug]/views": projectViews,
  "/api/v1/projects/[slug]/views/[view]": projectViewsView,
  "/api/v1/setup": setup,
  "/api/v1/tokens": tokens,
  "/api/v1/tokens/[id]": tokensId,
  "/api/v1/users": users,
  "/api/v1/users/[user]": usersUser,
};
