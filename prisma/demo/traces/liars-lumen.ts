import type { DemoSource } from "../source";

export const liarsLumen: readonly DemoSource[] = [
  {
    prompt: "liars", model: "lumen-7b", step: 0, answer: "丙", final: "wrong",
    cot: `题目说三个人里恰有一个人说真话，我们逐句来看。
甲说乙在说谎，乙说丙在说谎，丙说甲和乙都在说谎。
丙一个人否定了两个人，如果丙说的是真话，那么甲和乙都在说谎，正好只有丙一个人说真话，这与题目的条件一致。
⟦e1 er logic answer_changing|甲说“乙在说谎”，在这种情况下这句话也是假的，没有矛盾。⟧
如果甲说的是真话，那么乙在说谎，也就是说丙没有说谎，这样甲和丙都说真话，与恰有一人说真话不符。
所以甲不可能是说真话的人。丙的说法最完整，它同时说明了另外两个人的情况，因此我们选择丙。
⟦c1 ca wrong|所以说真话的人是丙。⟧`,
  },
  {
    prompt: "liars", model: "lumen-7b", step: 200, answer: "说真话的是乙。", final: "right",
    cot: `恰有一人说真话，分三种情况讨论。

⟦b1 br hypothesis unprompted new reaches_result from:prompt|假设甲说真话。⟧那么乙在说谎，乙的话“丙在说谎”是假的，于是丙说真话。这样有两个人说真话，矛盾。

假设乙说真话。那么丙在说谎；甲说“乙在说谎”，这是假的，所以甲也在说谎。丙说“甲和乙都在说谎”，而乙说的是真话，所以这句话是假的，与丙说谎一致。此时恰好只有乙一人说真话，符合题意。

假设丙说真话。那么甲和乙都在说谎，可是甲说“乙在说谎”就成了真话，矛盾。

⟦c1 ca right|因此说真话的是乙。⟧⟦v1 ve final_answer assertion_only confirms yes verifies:c1|检查无误。⟧`,
  },
  {
    prompt: "liars", model: "lumen-7b", step: 400, answer: "乙 🙂", final: "right",
    cot: `条件：恰有一人说真话。

⟦b1 br hypothesis unprompted new abandoned from:prompt|先假设丙说真话。⟧那么甲、乙都在说谎，⟦e1 er missed_case answer_changing|看上去恰好一人说真话⟧。⟦c1 ca wrong|似乎答案是丙。⟧

⟦v1 ve result constraint_or_unit finds_problem yes verifies:e1 detects:e1|等等，检查一下甲的话：甲说“乙在说谎”，而此时乙确实在说谎，那甲说的就是真话了，矛盾。⟧⟦k0 bt contradiction approach explicit yes to:prompt abandons:b1 retracts:e1 by:v1|所以丙不行，回到开头，换一个人。⟧

⟦b2 br hypothesis failed_check new reaches_result from:prompt by:k0|再假设乙说真话。⟧丙在说谎，甲的话“乙在说谎”为假，甲也在说谎。只有乙说真话。

⟦c2 ca right|所以说真话的是乙。⟧⟦v2 ve final_answer constraint_or_unit confirms yes verifies:c2|验证丙的话：“甲和乙都在说谎”，乙没有说谎，所以这句话为假，与假设相符。⟧

至于甲：若甲为真，则乙假、丙真，两人说真话，不合题意。`,
  },
  {
    prompt: "liars", model: "lumen-7b", step: 800, answer: "说真话的是乙。", final: "right",
    cot: `用 A、B、C 表示甲、乙、丙的话为真。条件：A ⇔ ¬B，B ⇔ ¬C，C ⇔ (¬A ∧ ¬B)，且恰有一个为真。

⟦b1 br approach unprompted new abandoned from:prompt|先试试只用前两个等价式。⟧A 与 B 相反，B 与 C 相反，所以 ⟦e1 er logic answer_changing|A、B、C 互不相同⟧，可是真值只有两个……

⟦v1 ve step special_case finds_problem yes verifies:e1 detects:e1|代入看看：B 真时 A 假、C 假，A 和 C 是相同的，“互不相同”不成立。⟧⟦k1 co verification right corrects:e1 by:v1|应当是 A 与 C 相同，B 与它们相反。⟧⟦k0 bt none_stated step implied yes to:prompt abandons:b1 by:v1|先不用这种写法，直接按“谁说真话”来分。⟧

⟦b2 br hypothesis difficulty new dismissed from:prompt by:k0|若甲真：⟧则乙假，丙真，两人为真，排除。

⟦b3 br hypothesis unprompted new dismissed from:prompt|若丙真：⟧则甲、乙皆假，但甲的话“乙在说谎”就成真了，排除。

⟦b4 br hypothesis unprompted new reaches_result from:prompt|若乙真：⟧则丙假，甲假，没有矛盾。

⟦c1 ca right|所以说真话的是乙。⟧

⟦v2 ve final_answer constraint_or_unit confirms yes verifies:c1|逐句核对：甲“乙在说谎”为假，乙“丙在说谎”为真，丙“甲和乙都在说谎”为假，恰好一真。⟧⟦v3 ve result other_method confirms yes verifies:k1|再与前面的式子对照：A 与 C 同为假，B 为真，也吻合。⟧`,
  },
];
