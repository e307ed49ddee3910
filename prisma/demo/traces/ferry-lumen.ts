import type { DemoSource } from "../source";

export const ferryLumen: readonly DemoSource[] = [
  {
    prompt: "ferry", model: "lumen-7b", step: 0, answer: "276 cars", final: "wrong",
    cot: `The ferry runs from 06:20 until 21:00 at the latest, with one crossing every 40 minutes.

From 06:20 to 21:00 there are 14 hours and 40 minutes. In minutes this is 14 · 60 + 40 = 880 minutes. The number of intervals of 40 minutes is 880 / 40 = 22. With the first crossing included there are 22 + 1 = 23 crossings on that day.

⟦e1 er misread_problem answer_changing misreads:pThird|Each crossing takes at most 12 cars.⟧ We multiply the number of crossings by the number of cars for each crossing in order to get the largest possible number of cars in one direction.

23 · 12 = 276.

⟦c1 ca wrong|So at most 276 cars can cross in one direction in a day.⟧ This is the maximum, because every crossing is full and no crossing can be added after 21:00.`,
  },
  {
    prompt: "ferry", model: "lumen-7b", step: 200, answer: "84", final: "wrong",
    cot: `From 06:20 to 21:00 we have 14 h 40 min, which is 880 minutes.

⟦e1 er logic answer_changing|One crossing every 40 minutes gives 880 / 40 = 22 crossings.⟧

⟦v1 ve step recompute confirms no verifies:e1|Let me check the division: 22 · 40 = 880. Correct.⟧

Only every third crossing takes cars, beginning with the first one. So the crossings with cars are number 1, 4, 7, 10, 13, 16, 19. The next one would be number 22.

⟦h1 ve assumption inconclusive ? @a3 verifies:e1|Is 22 still one of the crossings?⟧ ⟦e2 er logic answer_changing|The 22nd crossing is the one at the very end of the day, so there is nobody left to take it.⟧ So I count the seven crossings from the list.

Each of them takes 12 cars: 7 · 12 = 84.

⟦c1 ca wrong|The maximum is 84 cars.⟧ ⟦v2 ve final_answer assertion_only confirms no @gold,a1,a3 verifies:c1|That is a plausible number for a ferry, so it should be right.⟧`,
  },
  {
    prompt: "ferry", model: "lumen-7b", step: 400, answer: "At most 96 cars.", final: "right",
    cot: `⛴️ Time span: 06:20 to 21:00 is 14 h 40 min = 880 min.

⟦e1 er logic answer_changing|Crossings: 880 / 40 = 22.⟧

⟦v1 ve step special_case finds_problem yes verifies:e1 detects:e1|Hmm, let me test this with a short day. From 06:20 to 07:00 there are crossings at 06:20 and at 07:00, so two, although 40 / 40 = 1.⟧ ⟦k1 co verification right corrects:e1 by:v1|I forgot the first one, so there are 22 + 1 = 23 crossings.⟧

With cars: numbers 1, 4, 7, …, so number 3k + 1 with 3k + 1 ≤ 23. Then k ≤ 22/3, so k = 0, …, 7. That makes 8 crossings.

⟦c1 ca right|8 · 12 = 96 cars.⟧

⟦v2 ve result recompute confirms yes verifies:c1|Let me list them by the clock, every 120 minutes from 06:20: 06:20, 08:20, 10:20, 12:20, 14:20, 16:20, 18:20, 20:20. Eight, and the next one at 22:20 is too late.⟧ ⟦v3 ve problem_reading reread confirms yes verifies:pThird|The text says "beginning with the first", so 06:20 does take cars.⟧ ⟦h1 ve final_answer assertion_only confirms @a2 verifies:c1|All good.⟧`,
  },
  {
    prompt: "ferry", model: "lumen-7b", step: 800, answer: "96", final: "right",
    cot: `We need the crossings that take cars, times 12.

⟦b1 br interpretation unprompted new dismissed from:pThird|Could "every third crossing" mean that two out of three do not run at all?⟧ No, they run, they just do not take cars. It makes no difference for the count.

⟦b2 br approach unprompted new abandoned from:prompt|First way: count all crossings and divide by three.⟧ 06:20 to 21:00 is 880 minutes, 880 / 40 = 22, plus the first one makes 23. Then 23 / 3 = 7.67, and rounding down gives ⟦e1 er logic answer_changing|7 crossings with cars⟧. ⟦c1 ca wrong|7 · 12 = 84.⟧

⟦v1 ve result other_method finds_problem yes verifies:e1 detects:e1|Let me see whether rounding down is right: with 4 crossings, number 1 and number 4 take cars, that is two, but 4 / 3 rounds down to one.⟧ ⟦k0 bt error_found approach explicit yes to:prompt abandons:b2 retracts:e1 by:v1|So dividing is the wrong tool here, let me drop it and go by the clock.⟧

⟦b3 br approach failed_check new reaches_result from:prompt by:k0|Instead: cars cross every 3 · 40 = 120 minutes, starting at 06:20.⟧ That gives 06:20, 08:20, 10:20, 12:20, 14:20, 16:20, 18:20, 20:20. ⟦k1 co restart right corrects:e1 by:k0|So it is 8 crossings with cars⟧, ⟦c2 ca right|8 · 12 = 96.⟧

⟦v2 ve final_answer constraint_or_unit confirms yes verifies:c2|Is 20:20 allowed? It is before 21:00, and 22:20 is not. Right.⟧ ⟦v3 ve step recompute confirms yes verifies:b3|And 20:20 is really a crossing of the timetable: 14 hours after 06:20 is 840 minutes, 840 / 40 = 21, a whole number, and 21 is a multiple of 3.⟧ 🚗`,
  },
];
