/**
 * The seam to a cluster: what a sweep, features and false alarms ask of many machines, without a
 * word of how those are managed.
 *
 * <p>Data flow: {@link org.keyspike.experiment.cluster.ClusterProvider#find()} looks on the class
 * path for something that knows clusters → {@link org.keyspike.experiment.cluster.Cluster}, opened
 * by the address of its manager → a {@link org.keyspike.experiment.run.RunExecutor} for the runs of
 * a sweep, or one pass over a folder of sound files of any size.
 */
package org.keyspike.experiment.cluster;
