package dev.trueup.foundation.timers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * For a service with timers, {@code @Scheduled} or added by a {@code SchedulingConfigurer}: a thread for each, so that one which waits for a neighbour keeps no other
 * from its work. With virtual threads Spring Boot would run all that have a fixed delay on a single one.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
public class RunsTimers implements SchedulingConfigurer, Ordered, DisposableBean {
    private static final int SECONDS_TO_END = 5;

    private final ThreadPoolTaskScheduler threads = new ThreadPoolTaskScheduler();

    /** Last, when all timers are there. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar timers) {
        int all = timers.getFixedDelayTaskList().size()
                + timers.getFixedRateTaskList().size();
        threads.setPoolSize(Math.max(1, all));
        threads.setThreadNamePrefix("timer-");
        threads.setWaitForTasksToCompleteOnShutdown(true);
        threads.setAwaitTerminationSeconds(SECONDS_TO_END);
        threads.initialize();
        timers.setTaskScheduler(threads);
    }

    @Override
    public void destroy() {
        threads.destroy();
    }
}
