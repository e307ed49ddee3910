import type { DemoSource } from "../source";

export const ferryTarn: readonly DemoSource[] = [
  {
    prompt: "ferry", model: "tarn-3b", step: 0, answer: "84", final: "wrong",
    cot: `We are asked how many cars can cross in one direction in a day at most.

The ferry leaves every 40 minutes. The first crossing is at 06:20 and the last one is at or before 21:00. Let us compute the length of the day. From 06:20 to 21:00 there are 14 hours and 40 minutes, that is 880 minutes.

⟦x1|The number of crossings is 880 / 40 + 1 = 23.⟧ ⟦v1 ve step assertion_only confirms yes verifies:x1|I have checked this and it is correct.⟧

Every third crossing takes cars. The number of crossings with cars is then 23 / 3 = 7.67. ⟦h1 ve step assertion_only confirms @a3 verifies:x1|Since we cannot have a part of a crossing, we round down.⟧ ⟦e1 er logic answer_changing|So 7 crossings take cars.⟧

Each of these crossings takes at most 12 cars. ⟦c1 ca wrong|The maximum number of cars in one direction is 7 · 12 = 84.⟧`,
  },
  {
    prompt: "ferry", model: "tarn-3b", step: 200, answer: "96 cars ⛴️", final: "right",
    cot: `Okay, let me read the problem carefully. There is a ferry which leaves every 40 minutes. The first crossing of the day takes place at 06:20 in the morning. The last crossing takes place at 21:00 in the evening, or before that. Only every third crossing takes cars, and the first crossing is one of them. Each crossing with cars takes at most 12 cars. We want to know the largest possible number of cars in one direction on one day.

Let me first compute how many minutes there are between the first crossing and 21:00. From 06:20 to 20:20 there are exactly 14 hours. From 20:20 to 21:00 there are another 40 minutes. So we have 14 · 60 + 40 = 840 + 40 = 880 minutes in total.

⟦x1|Dividing by 40 gives 22, so there are 22 intervals and 23 crossings.⟧ ⟦v1 ve step recompute confirms yes verifies:x1|Let me verify the product: 22 · 40 = 880. This is correct.⟧

Now we need the crossings that take cars. These are the crossings with the numbers 1, 4, 7, 10, 13, 16, 19 and 22. The following number would be 25, and this is larger than 23, so it does not exist any more. If we count the numbers in the list, we find that there are 8 of them.

Each of these 8 crossings can take up to 12 cars, and we are interested in the maximum, so we assume that every one of them is full.

⟦c1 ca right|The result is 8 · 12 = 96 cars.⟧ ⟦v2 ve final_answer assertion_only confirms yes verifies:c1|This result looks reasonable.⟧`,
  },
  {
    prompt: "ferry", model: "tarn-3b", step: 400, answer: "The ferry can take 96 cars.", final: "right",
    cot: `Okay, so I need to work out the maximum number of cars that can cross in one direction in a day. Let me begin by collecting all of the information that is given in the problem, because there are quite a few numbers in it.

The ferry leaves every 40 minutes. The first crossing is at 06:20. The last crossing is at 21:00 or at some time before 21:00, depending on how the intervals fit. Only every third crossing takes cars, and the counting begins with the first crossing. If a crossing takes cars, then it takes at most 12 of them. The other crossings do not take any cars at all, so they play no role for the answer.

The plan is the following. In the first part we determine how many crossings there are on one day. In the second part we determine how many of them take cars. In the third part we multiply by the number of cars.

Let us do the first part. The time between 06:20 and 21:00 is 14 hours and 40 minutes. Converted into minutes, this is ⟦e1 er calculation local|14 · 60 + 40 = 860 minutes⟧. ⟦v1 ve step recompute finds_problem yes verifies:e1 detects:e1|Wait, 14 · 60 is 840, and 840 + 40 is not 860.⟧ ⟦k1 co verification right corrects:e1 by:v1|It is 880 minutes.⟧ An interval lasts 40 minutes, so there are 880 / 40 = 22 intervals. The number of crossings is larger by one than the number of intervals, because there is a crossing at the beginning of the first interval as well as at the end of every interval. Therefore we have 22 + 1 = 23 crossings on one day, and the last of them is exactly at 21:00.

Let us do the second part. The crossings with cars have the numbers 1, 4, 7 and so on. In other words, their numbers leave the remainder 1 on division by 3. The largest such number that is not larger than 23 is 22. The number of terms is (22 - 1) / 3 + 1 = 7 + 1 = 8. ⟦x2|So 8 crossings take cars.⟧ ⟦v2 ve result recompute confirms yes verifies:x2|Let me count them: 1, 4, 7, 10, 13, 16, 19, 22. Yes, these are eight numbers.⟧

Let us do the third part. With at most 12 cars for each crossing the total is 8 · 12.

⟦c1 ca right|So the maximum number of cars in one direction is 96.⟧

In conclusion, the ferry makes 23 crossings in one direction, 8 of these crossings take cars, and together they can take 96 cars.`,
  },
  {
    prompt: "ferry", model: "tarn-3b", step: 800, answer: null, final: "none",
    cot: `Okay, so I need to find the maximum number of cars that can cross in one direction in one day. Let me read the problem again very carefully and write down all of the facts, so that I can refer to them later when I do the calculation. ⛴️

Fact one: the ferry leaves every 40 minutes. Fact two: the first crossing of the day is at 06:20. Fact three: the last crossing of the day is at 21:00 or before. Fact four: only every third crossing takes cars, beginning with the first. Fact five: a crossing that takes cars takes at most 12 of them.

It is always a good idea to think about the meaning of the words before one begins to calculate. The words "in one direction" tell us that we do not have to worry about the way back. The words "at most" tell us that we are looking for a maximum, so we may assume that all of the places for cars are taken. The words "in a day" tell us that we consider the time from the first to the last crossing.

⟦b1 br interpretation unprompted new dismissed from:pLast|One could ask whether the last crossing has to arrive before 21:00 and not only leave.⟧ But the problem speaks about the crossing itself and gives no duration, so this is not what is meant.

Now let us calculate the number of crossings. I would like to do this by writing down the timetable, hour by hour, since there is a nice pattern in it. The crossings of the morning are 06:20, 07:00, 07:40, 08:20, 09:00, 09:40, 10:20, 11:00 and 11:40. We can see that the minutes repeat with the period of two hours: twenty past, the full hour, and twenty to. ⟦x1|So within two hours there are three crossings.⟧ ⟦v1 ve step recompute confirms yes verifies:x1|Check: 3 · 40 = 120 minutes, which is two hours.⟧

The crossings around noon and in the afternoon are 12:20, 13:00, 13:40, 14:20, 15:00, 15:40, 16:20, 17:00 and 17:40. The crossings of the evening are 18:20, 19:00, 19:40, 20:20 and 21:00. Let me add up: there are 9 crossings in the morning, 9 crossings around noon and in the afternoon, and ⟦e1 er calculation local|4 crossings in the evening⟧. ⟦v2 ve step recompute finds_problem yes verifies:e1 detects:e1|Wait, let me count the evening again: 18:20, 19:00, 19:40, 20:20, 21:00.⟧ ⟦k1 co verification right corrects:e1 by:v2|That is 5 crossings and not 4.⟧ So there are 9 + 9 + 5 = 23 crossings in total.

The next step is to find the crossings that take cars. The first crossing takes cars, and then every third one. Since three crossings take exactly two hours, the crossings with cars are two hours apart. They are therefore at 06:20, 08:20, 10:20, 12:20, 14:20, 16:20, 18:20 and 20:20. All of these times are in the timetable that I have written down above, which is reassuring. ⟦x2|Counting them, I get 8 crossings with cars.⟧ ⟦v3 ve result other_method confirms yes verifies:x2|Let me verify this with a formula as well. The numbers of these crossings are 1, 4, 7 and so on, and the last one is 22. The formula gives (22 - 1) / 3 + 1 = 8. The two results agree.⟧

Now we can go on to the last part of the solution, which is the multiplication. Each of the crossings with cars can take at most 12 cars. The number of crossings with cars is 8. To be on the safe side, let me write down the multiplication as a repeated addition: 12 + 12 = 24, 24 + 12 = 36, 36 + 12 = 48, 48 + 12 = 60, 60 + 12 = 72, 72 + 12 = 84, and 84 + 12 =`,
  },
];
