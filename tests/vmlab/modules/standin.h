/* SPDX-FileCopyrightText: 2026 The Vermagic authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file system that can be mounted and is empty: what the virtual machines use in place of the real clients, whose
 * sources need servers to talk to. Includer defines STANDIN_NAME, STANDIN_VERSION and STANDIN_MAGIC.
 */
#include <linux/fs.h>
#include <linux/fs_context.h>
#include <linux/module.h>

static int standin_fill_super(struct super_block *sb, struct fs_context *fc)
{
    static const struct tree_descr files[] = {{""}};

    return simple_fill_super(sb, STANDIN_MAGIC, files);
}

static int standin_get_tree(struct fs_context *fc)
{
    return get_tree_nodev(fc, standin_fill_super);
}

/* Every option of the real client is taken and ignored; the source is the common one. */
static int standin_parse_param(struct fs_context *fc, struct fs_parameter *param)
{
    int result = vfs_parse_fs_param_source(fc, param);

    return result == -ENOPARAM ? 0 : result;
}

static const struct fs_context_operations standin_context = {
    .get_tree = standin_get_tree,
    .parse_param = standin_parse_param,
};

static int standin_init_fs_context(struct fs_context *fc)
{
    fc->ops = &standin_context;
    return 0;
}

static struct file_system_type standin_type = {
    .owner = THIS_MODULE,
    .name = STANDIN_NAME,
    .init_fs_context = standin_init_fs_context,
    .kill_sb = kill_litter_super,
};

static int __init standin_init(void)
{
    return register_filesystem(&standin_type);
}

static void __exit standin_exit(void)
{
    unregister_filesystem(&standin_type);
}

module_init(standin_init);
module_exit(standin_exit);
MODULE_ALIAS_FS(STANDIN_NAME);
MODULE_DESCRIPTION("Empty stand-in for the " STANDIN_NAME " client");
MODULE_VERSION(STANDIN_VERSION);
MODULE_LICENSE("GPL");
