package dev.trueup.simulator.control.web;

import dev.trueup.simulator.plan.Plan;
import dev.trueup.simulator.plan.PlanChange;
import dev.trueup.simulator.plan.Plans;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/simulator/plan")
@Tag(name = "plan", description = "what goes wrong, and how often")
class PlanController {
    private final Plans plans;

    PlanController(Plans plans) {
        this.plans = plans;
    }

    @GetMapping
    @Operation(summary = "The plan in force")
    Plan current() {
        return plans.current();
    }

    @PutMapping
    @Operation(
            summary = "Change the plan for payments created from now on",
            description = "What is not named stays as it is, in the preset if one is named, else in the plan in force.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "preset", value = "{\"preset\": \"realistic\"}"),
                                                @ExampleObject(name = "preset with changes", value = """
                    {"preset": "hostile", "seed": 42, "faults": {"drop": 1, "forged": 0.5},
                     "callbackDelay": {"min": "PT1S", "max": "PT5S"}}"""),
                                                @ExampleObject(name = "by hand", value = "{\"manual\": true}"),
                                                @ExampleObject(
                                                        name = "one payment",
                                                        value = "{\"overrides\": {\"cart-17\": {\"drop\": true}}}")
                                            })))
    Plan change(@RequestBody PlanChange change) {
        Plan changed = change.on(plans.current());
        plans.replace(changed);
        return changed;
    }
}
