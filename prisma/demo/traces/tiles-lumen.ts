import type { DemoSource } from "../source";

export const tilesLumen: readonly DemoSource[] = [
  {
    prompt: "tiles", model: "lumen-7b", step: 0, answer: "34", final: "wrong",
    cot: `设 a(n) 为长度为 n 的铺法数，其中任意两块黑砖不相邻。
考虑最后一块砖。如果最后一块是白砖，那么前面 n-1 块可以任意按规则铺，有 a(n-1) 种。
如果最后一块是黑砖，那么倒数第二块必须是白砖，前面 n-2 块按规则铺，有 a(n-2) 种。
所以 a(n) = a(n-1) + a(n-2)，这就是斐波那契数列的递推式。
⟦e1 er wrong_fact answer_changing|初始值是 a(1) = 1，a(2) = 2。⟧
依次计算：a(3) = 3，a(4) = 5，a(5) = 8，a(6) = 13，a(7) = 21，a(8) = 34。
⟦c1 ca wrong|因此一共有 34 种不同的铺法。⟧
这个结果符合斐波那契数列的规律，数值也不大不小，于是我们得到最后的答案。题目里的每一块瓷砖都用到了，长条一共有 8 格，每一格要么是黑色，要么是白色，两种颜色的砖数量没有限制，只要求黑砖之间不相邻就可以了。`,
  },
  {
    prompt: "tiles", model: "lumen-7b", step: 200, answer: "55", final: "right",
    cot: `设 a(n) 表示 1×n 长条的铺法数。

按最后一块的颜色分类：末块为白，前面有 a(n-1) 种；末块为黑，则倒数第二块必为白，前面有 a(n-2) 种。于是 a(n) = a(n-1) + a(n-2)。

初始值：⟦x1|a(1) = 2，a(2) = 3⟧。⟦v1 ve step special_case confirms yes verifies:x1|检验一下：长度为 1 时可以是白或黑，共 2 种；长度为 2 时有白白、白黑、黑白，共 3 种，没有问题。⟧

依次推算：a(3) = 5，a(4) = 8，a(5) = 13，a(6) = 21，a(7) = 34，a(8) = 55。

⟦c1 ca right|所以一共有 55 种铺法。⟧⟦v2 ve final_answer assertion_only confirms yes verifies:c1|看起来是对的。⟧`,
  },
  {
    prompt: "tiles", model: "lumen-7b", step: 400, answer: "一共有 55 种。🧱", final: "right",
    cot: `设 a(n) 为长度为 n 的合法铺法数。

末块为白：a(n-1) 种。末块为黑：倒数第二块必须为白，⟦e1 er logic answer_changing|所以前面 n-1 块有 a(n-2)+1 种⟧。

⟦v1 ve step special_case finds_problem yes verifies:e1 detects:e1|等等，用 n = 3 试一下：a(1) = 2，a(2) = 3，按上式 a(3) = 3 + 2 + 1 = 6。可是直接列举：白白白、白白黑、白黑白、黑白白、黑白黑，只有 5 种。⟧⟦k1 co verification right corrects:e1 by:v1|多加了 1，应该是 a(n-2) 种。⟧

因此 a(n) = a(n-1) + a(n-2)，a(1) = 2，a(2) = 3。

推算得 a(3) = 5，a(4) = 8，a(5) = 13，a(6) = 21，a(7) = 34，a(8) = 55。

⟦c1 ca right|所以答案是 55。⟧

⟦v2 ve result other_method confirms yes verifies:c1|再用组合数验算：恰有 k 块黑砖的铺法有 C(9-k, k) 种，k = 0 到 4 时依次为 1、8、21、20、5，合计 55，一致。⟧`,
  },
  {
    prompt: "tiles", model: "lumen-7b", step: 800, answer: "55", final: "right",
    cot: `要数的是长度为 8、没有两块相邻黑砖的黑白排列。

⟦b1 br approach unprompted new abandoned from:prompt|先试试直接用补集：总数 2^8 = 256，减去至少有一对相邻黑砖的排列。⟧有 7 个相邻位置，恰好某一对为黑的有 2^6 = 64 种，7 · 64 = 448，已经超过 256，需要用容斥，两对、三对……情况很多。

⟦k0 bt too_long approach explicit yes to:prompt abandons:b1|这样太繁了，放弃补集，回到原问题，换个思路。⟧

⟦b2 br approach difficulty new reaches_result from:prompt by:k0|另一种办法：按黑砖的块数 k 分类。⟧先放 8-k 块白砖，产生 9-k 个空位，选 k 个放黑砖，共 C(9-k, k) 种。

k=0：1；k=1：8；k=2：C(7,2)=21；k=3：C(6,3)=20；k=4：⟦e1 er calculation answer_changing|C(5,4)=4⟧。合计 ⟦c1 ca wrong|54 种。⟧

⟦v1 ve result other_method finds_problem yes verifies:c1 detects:e1|用递推核对一下：a(n) = a(n-1) + a(n-2)，a(1)=2，a(2)=3，得到 5、8、13、21、34、55。和 54 不一样，有一处算错了。⟧⟦v2 ve step recompute finds_problem yes verifies:e1 detects:e1|逐个重算：C(7,2)=21 对，C(6,3)=20 对，C(5,4) 应当等于 C(5,1)。⟧⟦k1 co verification right corrects:e1 by:v2|所以 C(5,4)=5，不是 4。⟧

合计 1 + 8 + 21 + 20 + 5 = ⟦c2 ca right|55 种。⟧

⟦v3 ve final_answer special_case confirms yes verifies:c2|最后用 n=3 检查公式：C(4,0)+C(3,1)+C(2,2)=1+3+1=5，与列举相符。⟧👌`,
  },
];
