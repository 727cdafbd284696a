package org.vidimus.server.fleet.endurance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vidimus.cameras.Physics;

/** Many fleets, every physics: prints the table of docs/design/endurance.md. */
@Tag("long")
class EnduranceCampaign {
    @Test
    void printsTheTable() {
        long seeds = Long.getLong("endurance.seeds", 8);
        System.out.println(
                "physics  | shifts | 12 K colder | states | held out | failing found | sound called failing");
        for (Physics physics : Physics.values()) {
            Score all = new Score(physics.name());
            for (long seed = 100; seed < 100 + seeds; seed++) {
                all.fleet(physics, seed, 24, 45);
            }
            System.out.println(all);
        }
    }

    @Test
    void printsTheTableOfOtherPhysics() {
        long seeds = Long.getLong("endurance.seeds", 6);
        System.out.println(
                "world | full | from 55 % | 10 K colder | states | held out | bias | width | advice | too little");
        for (OtherFleet.World world : OtherFleet.World.values()) {
            System.out.println(OtherScore.of(world, 500, seeds));
        }
    }
}
