package dev.trueup.simulator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlanJsonTest {
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void anOverrideIsFlat() {
        FaultOverride override = json.readValue(
                "{\"drop\": true, \"forged\": false, \"delay\": \"PT3S\", \"buyer\": \"declineFirst\"}",
                FaultOverride.class);
        assertThat(override)
                .isEqualTo(new FaultOverride(
                        Buyer.DECLINE_FIRST,
                        null,
                        Duration.ofSeconds(3),
                        null,
                        null,
                        Map.of(Fault.DROP, true, Fault.FORGED, false)));
        String written = json.writeValueAsString(override);
        assertThat(written).contains("\"drop\":true").contains("\"delay\":\"PT3S\"");
        assertThat(json.readValue(written, FaultOverride.class)).isEqualTo(override);
    }

    @Test
    void anUnknownFaultIsNamed() {
        assertThatThrownBy(() -> json.readValue("{\"dropp\": true}", FaultOverride.class))
                .hasMessageContaining("dropp is not known");
        assertThatThrownBy(() -> json.readValue("{\"drop\": null}", FaultOverride.class))
                .hasMessageContaining("drop must be true or false");
    }

    @Test
    void aPlanComesBackAsItWent() {
        Plan plan = Preset.HOSTILE.plan();
        assertThat(json.readValue(json.writeValueAsString(plan), Plan.class)).isEqualTo(plan);
    }

    @Test
    void aChangeNamesPresetAndFaultsAsTheApiDoes() {
        PlanChange change = json.readValue(
                "{\"preset\": \"realistic\", \"seed\": 7, \"faults\": {\"nextDayRepeat\": 1}, \"buyers\": {\"pay\": 0.5}}",
                PlanChange.class);
        Plan plan = change.on(Preset.CALM.plan());
        assertThat(plan.seed()).isEqualTo(7);
        assertThat(plan.faults()).containsEntry(Fault.NEXT_DAY_REPEAT, 1.0).containsEntry(Fault.DROP, 0.04);
        assertThat(plan.buyers()).containsEntry(Buyer.PAY, 0.5).containsEntry(Buyer.FAIL, 0.06);
    }
}
