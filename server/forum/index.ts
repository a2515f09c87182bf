// For:   topics and posts: ask, answer, comment, vote, accept, revise, close, hide, follow.
// Owns:  boards, board_groups, tags, topics, topic_*, posts, post_*, votes, same_problems, saves, shares, watches, answer_invitations, invitation_refusals, pin_folds, community_notes, branch_readers.
// Tells: board.*, boardGroup.*, tag.*, topic.*, answer.*, comment.*, reply.*, note.*, post.*, vote.cast, acceptance.withdrawn.
// Hears: nothing.
export { mustBeUnrestricted } from './limits.ts'
export { archiveBoard, changeBoard, createBoard, openBoard, reviveBoard } from './boards.ts'
export { changeGroup, createGroup, keepGroup, setGroupModerators } from './board-groups.ts'
export { groupList, groupPage } from './views/group-page.ts'
export { describeTag, makeSynonym, mergeTags } from './tags.ts'
export { startTopic } from './topics.ts'
export { addPost, type Added, approvePost, holdPost } from './posts.ts'
export { applySuggestion, restoreRevision, revisePost } from './revising.ts'
export { restoreWithdrawn, withdrawPost } from './withdrawing.ts'
export { hidePending, hidePost, restorePost } from './hiding.ts'
export { acceptAnswer, withdrawAcceptance } from './accepting.ts'
export { markSolved, markUnsolved } from './solving.ts'
export { isWatched } from './vetting.ts'
export { castVote } from './voting.ts'
export { countAcceptancesAgain, countVotesAgain, setAcceptancesAside, setVotesAside } from './voiding.ts'
export { recountVotes } from './recounting.ts'
export { showDueCounts } from './herding.ts'
export { confirmSameProblem, withdrawSameProblem } from './same-problem.ts'
export { follow, followOf, levelsFor, specific } from './watching.ts'
export { declineInvitation, inviteToAnswer, wishInvitations } from './inviting.ts'
export { followShare, sharePost } from './sharing.ts'
export { forgetSave, savePost } from './saving.ts'
export { countViews, markRead } from './reading.ts'
export { closeForNow, closeTopic, reopenDue, reopenTopic } from './closing.ts'
export { convertPost, convertTopic } from './reshaping/converting.ts'
export { judgeNote, proposeNote } from './notes/noting.ts'
export { postNotes } from './views/post-notes.ts'
export { answersIn } from './standing.ts'
export { lockWriting, unlockWriting } from './reshaping/locking.ts'
export { mergeTopics, unmergeTopic } from './reshaping/merging.ts'
export { moveTopic } from './reshaping/moving.ts'
export { foldPins, pinTopic, unfoldPins, unpinTopic } from './reshaping/pinning.ts'
export { splitTopic } from './reshaping/splitting.ts'
export {
  earlierQuestions,
  hiddenSpans,
  lastWords,
  lockFreeTopics,
  lockTopic,
  lockTopics,
  mergedAmong,
  mergedTopics,
  productCodeOf,
  questionsSince,
  replyFacts,
  standingTopic,
  topicStanding,
} from './standing.ts'
export type { MergedTopic, ReplyFact, TopicStanding } from './standing.ts'
export { markEscalated } from './escalating.ts'
export { mayReadPost, readersAmong } from './views/readers.ts'
export { boardInView, boardOfField, topicInView } from './views/finding.ts'
export {
  canHide,
  canSeePrivate,
  flagsOf,
  listedTopics,
  stateOf,
  visiblePosts,
  visibleTopics,
} from './policy.ts'
export { archivedBoards, boardList } from './views/board-list.ts'
export { boardPage } from './views/board-page.ts'
export { tagList, tagPage } from './views/tag-list.ts'
export { followedTopics } from './views/followed-topics.ts'
export { topicList } from './views/topic-list.ts'
export { topicPage } from './views/topic-page.ts'
export { postHistory } from './views/history.ts'
export { voteIndependence } from './views/independence.ts'
export { memberPosts, type WrittenRow } from './views/member-posts.ts'
export { invitationPage, takesInvitations } from './views/invitations.ts'
export { ownShare } from './views/own-share.ts'
export { saveList } from './views/save-list.ts'
export { postInView, postSources } from './views/post-in-view.ts'
export { visibilitiesOf } from './views/visibilities.ts'
export type { TopicRow, TopicList } from './views/topic-list.ts'
export type { PostShown, TopicPage } from './views/topic-page.ts'
export type { DeedShown } from './views/deeds.ts'
export { importBoard } from './importing/board.ts'
export { finishTopics, topicsOpenedBy, unfinishedTopics } from './importing/finishing.ts'
export { importAnswers, importComments } from './importing/posts.ts'
export { importRevisions } from './importing/revisions.ts'
export { refreshStatistics } from './importing/statistics.ts'
export { importReads, type ImportedRead } from './importing/reads.ts'
export { importTags } from './importing/tags.ts'
export { importTopics } from './importing/topics.ts'
export { importBounties, importScores, importVotes } from './importing/votes.ts'
export type { ImportedAcceptance, ImportedClosing } from './importing/finishing.ts'
export type { ImportedPost } from './importing/posts.ts'
export type { ImportedRevision } from './importing/revisions.ts'
export type { ImportedText, ImportPlace } from './importing/text.ts'
export type { ImportedTopic } from './importing/topics.ts'
export type { ImportedBounty, ImportedScore, ImportedVote } from './importing/votes.ts'
export * as input from './input.ts'
